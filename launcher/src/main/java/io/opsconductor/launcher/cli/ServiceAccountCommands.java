package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What programs act as. */
@Command(
    name = "service-account",
    aliases = "service-accounts",
    synopsisSubcommandLabel = "COMMAND",
    description = "Service accounts: what programs act as, with API tokens, owned by teams.")
final class ServiceAccountCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("TEAM", "teamName")
          .with("ROLES", account -> View.list(account.path("roles")))
          .with("ENABLED", "enabled")
          .with("DESCRIPTION", "description")
          .withTime("CREATED", "createdAt")
          .with("ID", "id");

  private final Cli cli;

  private ServiceAccountCommands(Cli cli) {
    this.cli = cli;
  }

  /** With the commands on their tokens. */
  static CommandLine create(Cli cli) {
    return new CommandLine(new ServiceAccountCommands(cli))
        .addSubcommand(new ServiceAccountTokenCommands(cli));
  }

  @Command(name = "ls", aliases = "list", description = "List service accounts.")
  int list(
      @Option(
              names = {"-t", "--team"},
              paramLabel = "TEAM",
              description = "Only those that this team owns, by name or id.")
          String team,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String path =
        team == null ? "/service-accounts" : "/service-accounts?team=" + cli.lookup().team(team);
    output.all(cli.terminal(), VIEW, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  @Command(description = "Show a service account.")
  int get(
      @Parameters(paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get(path(account)));
    return Exit.OK.code();
  }

  @Command(
      aliases = "add",
      description = {
        "Make a service account. It may do nothing yet but what the roles permit;",
        "give it more with: opsconductor access grant ROLE --service-account NAME"
      })
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = {"-t", "--team"},
              required = true,
              paramLabel = "TEAM",
              description = "The team that owns it, by name or id.")
          String team,
      @Option(
              names = {"-r", "--role"},
              split = ",",
              paramLabel = "ROLE",
              description = "For example viewer; may be repeated.")
          List<String> roles,
      @Option(names = "--description", paramLabel = "TEXT") String description,
      @Mixin OutputOption output) {
    ObjectNode account = Json.object().put("name", name).put("teamId", cli.lookup().team(team));
    if (roles != null) {
      account.set("roles", Json.strings(roles));
    }
    if (description != null) {
      account.put("description", description);
    }
    output.one(cli.terminal(), VIEW, cli.api().post("/service-accounts", account));
    return Exit.OK.code();
  }

  /** What becomes of an account; what is not given stays. */
  static final class Changes {
    @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
    String name;

    @Option(
        names = {"-t", "--team"},
        paramLabel = "TEAM",
        description = "The team that owns it from now on, by name or id.")
    String team;

    @Option(
        names = {"-r", "--role"},
        split = ",",
        paramLabel = "ROLE",
        description = "All roles from now on; '' for none.")
    List<String> roles;

    @Option(names = "--description", paramLabel = "TEXT", description = "'' for none.")
    String description;

    ObjectNode json(Lookup lookup) {
      ObjectNode change = Json.object();
      if (name != null) {
        change.put("name", name);
      }
      if (team != null) {
        change.put("teamId", lookup.team(team));
      }
      if (roles != null) {
        change.set("roles", Json.strings(roles.stream().filter(role -> !role.isEmpty()).toList()));
      }
      if (description != null) {
        change.put("description", description);
      }
      return change;
    }
  }

  @Command(aliases = "set", description = "Change name, team, roles or description.")
  int update(
      @Parameters(paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Mixin Changes changes,
      @Mixin OutputOption output) {
    ObjectNode change = changes.json(cli.lookup());
    if (change.isEmpty()) {
      throw CliException.usage("Say what to change: --name, --team, --role or --description.");
    }
    output.one(cli.terminal(), VIEW, patch(account, change));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Have all tokens of a service account refused, in seconds.",
        "What is queued ends. Whether what runs is cancelled is asked, unless an option says it."
      })
  int disable(
      @Parameters(paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Mixin DisableOptions runs,
      @Mixin OutputOption output) {
    String command = "opsconductor service-account disable " + account;
    JsonNode after =
        runs.disable(cli.terminal(), account, command, change -> patch(account, change));
    output.one(cli.terminal(), VIEW, after);
    return Exit.OK.code();
  }

  @Command(description = "Accept the tokens of a disabled service account again.")
  int enable(
      @Parameters(paramLabel = "ACCOUNT", description = "Name or id.") String account,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, patch(account, Json.object().put("enabled", true)));
    return Exit.OK.code();
  }

  @Command(aliases = "rm", description = "Delete a service account, its grants and its tokens.")
  int delete(@Parameters(paramLabel = "ACCOUNT", description = "Name or id.") String account) {
    cli.api().delete(path(account));
    cli.terminal().say("Deleted the service account " + account + ".");
    return Exit.OK.code();
  }

  private JsonNode patch(String account, ObjectNode change) {
    return cli.api().patch(path(account), change, Map.of("If-Match", "*"));
  }

  private String path(String account) {
    return "/service-accounts/" + cli.lookup().serviceAccount(account);
  }
}
