package io.opsconductor.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What somebody did. */
@Command(
    name = "activity",
    description = "What you did, or with USER what that user did, newest first.")
final class ActivityCommand implements Callable<Integer> {
  private static final int USUAL = 50;

  private static final View VIEW =
      View.by("id")
          .withTime("TIME", "time")
          .with("WHAT", "type")
          .with("ON", "resourceType")
          .with("ID", "resourceId")
          .with("FROM", event -> Json.text(event.path("data"), "address"));

  private final Cli cli;

  @Parameters(
      arity = "0..1",
      paramLabel = "USER",
      description = "Name or id; needs audit:read. You, when absent.")
  private String user;

  @Option(
      names = "--category",
      paramLabel = "KIND",
      description = "sign_in, token, execution, inventory, administration or denial.")
  private String category;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "At this time and later, such as 2026-03-01T12:00:00Z.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
  private String to;

  @Option(names = "--limit", description = "At most so many; default: ${DEFAULT-VALUE}.")
  private int limit = USUAL;

  @Mixin private OutputOption output;

  ActivityCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    String path =
        user == null ? "/auth/me/activity" : "/users/" + cli.lookup().user(user) + "/activity";
    output.all(cli.terminal(), VIEW, cli.api().list(path + query(), limit));
    return Exit.OK.code();
  }

  private String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "category", category);
    add(parts, "from", from);
    add(parts, "to", to);
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (value != null) {
      parts.add(name + "=" + Api.encode(value));
    }
  }
}
