package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What users may be. */
@Command(
    name = "role",
    aliases = "roles",
    synopsisSubcommandLabel = "COMMAND",
    description = "Roles: sets of permissions such as target:read.")
final class RoleCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("BUILT IN", "builtIn")
          .with("PERMISSIONS", role -> View.list(role.path("permissions")))
          .with("ID", "id");

  private final Cli cli;

  RoleCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "List roles.")
  int list(
      @Option(
              names = {"-p", "--permission"},
              paramLabel = "PERMISSION",
              description = "Only those that permit this.")
          String permission,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String path = new Query("/roles").with("permission", permission).path();
    output.all(cli.terminal(), VIEW, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  @Command(name = "get", description = "Show a role.")
  int get(
      @Parameters(paramLabel = "ROLE", description = "Name or id.") String role,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get("/roles/" + cli.lookup().role(role)));
    return Exit.OK.code();
  }

  @Command(description = "Add a role.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = {"-p", "--permission"},
              required = true,
              split = ",",
              paramLabel = "PERMISSION",
              description = "For example job:run; may be repeated.")
          List<String> permissions,
      @Option(names = "--description", paramLabel = "TEXT") String description,
      @Mixin OutputOption output) {
    ObjectNode role = Json.object().put("name", name);
    role.set("permissions", Json.strings(permissions));
    if (description != null) {
      role.put("description", description);
    }
    output.one(cli.terminal(), VIEW, cli.api().post("/roles", role));
    return Exit.OK.code();
  }

  @Command(description = "Change the permissions of a role, or its description.")
  int set(
      @Parameters(paramLabel = "ROLE", description = "Name or id.") String role,
      @Option(
              names = {"-p", "--permission"},
              split = ",",
              paramLabel = "PERMISSION",
              description = "All that it permits from now on.")
          List<String> permissions,
      @Option(names = "--description", paramLabel = "TEXT", description = "'' for none.")
          String description,
      @Mixin OutputOption output) {
    ObjectNode change = Json.object();
    if (permissions != null) {
      change.set("permissions", Json.strings(permissions));
    }
    if (description != null) {
      change.put("description", description);
    }
    if (change.isEmpty()) {
      throw CliException.usage("Say what to change: --permission or --description.");
    }
    String path = "/roles/" + cli.lookup().role(role);
    output.one(cli.terminal(), VIEW, cli.api().patch(path, change, Map.of("If-Match", "*")));
    return Exit.OK.code();
  }

  @Command(name = "rm", aliases = "delete", description = "Delete a role that nobody has.")
  int remove(@Parameters(paramLabel = "ROLE", description = "Name or id.") String role) {
    cli.api().delete("/roles/" + cli.lookup().role(role));
    cli.terminal().say("Deleted the role " + role + ".");
    return Exit.OK.code();
  }
}
