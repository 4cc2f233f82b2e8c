package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The same to several users: shown first, then asked, then done to exactly those. */
@Command(
    name = "bulk",
    description = {
      "Do the same to several users. It is shown what would happen to whom, and asked.",
      "ACTION is disable, enable, add-role, remove-role, add-to-team or remove-from-team."
    })
final class BulkCommand implements Callable<Integer> {
  private static final View VIEW =
      View.by("username")
          .with("USERNAME", "username")
          .with("OUTCOME", "outcome")
          .with("REASON", "detail")
          .with("ID", "id");

  private final Cli cli;

  @Parameters(index = "0", paramLabel = "ACTION")
  private String action;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "USER", description = "Names or ids.")
  private List<String> users;

  @ArgGroup(exclusive = false, heading = "Which users, where none is named:%n")
  private Filter filter;

  @Option(
      names = {"-r", "--role"},
      paramLabel = "ROLE",
      description = "Of add-role and remove-role.")
  private String role;

  @Option(
      names = {"-t", "--team"},
      paramLabel = "TEAM",
      description = "Of add-to-team and remove-from-team, by name or id.")
  private String team;

  @Option(names = "--cancel-running", description = "Of disable: cancel what they started, too.")
  private boolean cancelRunning;

  @Option(names = "--preview", description = "Only show what would happen.")
  private boolean preview;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Mixin private OutputOption output;

  BulkCommand(Cli cli) {
    this.cli = cli;
  }

  /** Those who match all that is given. */
  static final class Filter {
    @Option(
        names = "--where-username",
        paramLabel = "BEGINNING",
        description = "Whose name begins so.")
    String username;

    @Option(names = "--where-role", paramLabel = "ROLE", description = "Who have this role.")
    String role;

    @Option(
        names = "--where-enabled",
        paramLabel = "true|false",
        description = "Who may sign in, or may not.")
    Boolean enabled;

    ObjectNode json() {
      ObjectNode json = Json.object();
      if (username != null) {
        json.put("username", username);
      }
      if (role != null) {
        json.put("role", role);
      }
      if (enabled != null) {
        json.put("enabled", enabled);
      }
      return json;
    }
  }

  @Override
  public Integer call() {
    if ((users == null) == (filter == null)) {
      throw CliException.usage("Say which users: by name, or with --where-… options.");
    }
    new Bulk(cli, "/users/bulk", "users", VIEW)
        .run(request(), action, preview, yes, output)
        .ifPresent(done -> DisableOptions.tell(cli.terminal(), done.path("runs"), "them"));
    return Exit.OK.code();
  }

  private ObjectNode request() {
    ObjectNode request = Json.object().put("action", action.replace('-', '_'));
    ObjectNode select = request.putObject("select");
    if (users == null) {
      select.set("filter", filter.json());
    } else {
      select.set("ids", Json.strings(cli.lookup().users(users)));
    }
    if (role != null) {
      request.put("role", role);
    }
    if (team != null) {
      request.put("teamId", cli.lookup().team(team));
    }
    if (cancelRunning) {
      request.put("cancelRunning", true);
    }
    return request;
  }
}
