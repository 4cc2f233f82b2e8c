package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What happened. */
@Command(
    name = "audit",
    synopsisSubcommandLabel = "COMMAND",
    description = "What happened: who changed what, and what was refused.")
final class AuditCommands {

  private static final int LIMIT = 100;

  private static final View VIEW =
      View.by("id")
          .withTime("TIME", "time")
          .with("EVENT", "type")
          .with("BY", "actor")
          .with("ABOUT", AuditCommands::about)
          .with("BEFORE", event -> side(event, "before"))
          .with("AFTER", event -> side(event, "after"));

  private final Cli cli;

  AuditCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      name = "ls",
      aliases = "list",
      description = {
        "List events, the newest first: of changes what was before and after.",
        "For example: opsconductor audit ls --type user.updated"
      })
  int list(
      @Option(names = "--type", paramLabel = "TYPE", description = "Such as target.updated.")
          String type,
      @Option(names = "--thing", paramLabel = "ID", description = "Only about this thing.")
          String thing,
      @Option(
              names = "--limit",
              defaultValue = "" + LIMIT,
              description = "At most so many; default: ${DEFAULT-VALUE}, 0 for all.")
          int limit,
      @Mixin OutputOption output) {
    String path = new Query("/audit/events").with("type", type).with("resourceId", thing).path();
    output.all(cli.terminal(), VIEW, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  private static String about(JsonNode event) {
    JsonNode data = event.path("data");
    String name = Json.text(data, data.has("username") ? "username" : "name");
    String type = Json.text(event, "resourceType");
    return name.isEmpty() ? type + " " + Json.text(event, "resourceId") : type + " " + name;
  }

  /** As JSON, because what changes is of many kinds. */
  private static String side(JsonNode event, String name) {
    JsonNode side = event.path("data").path(name);
    return side.isMissingNode() ? "" : Json.line(side);
  }
}
