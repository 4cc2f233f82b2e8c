package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Teams and who is in them. */
@Command(
    name = "team",
    aliases = "teams",
    synopsisSubcommandLabel = "COMMAND",
    description = "Teams: users who are given the same.")
final class TeamCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("MEMBERS", "members")
          .with("DESCRIPTION", "description")
          .with("ID", "id");

  private final Cli cli;

  TeamCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "List teams.")
  int list(
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "Only those in which this user is, by name or id.")
          String user,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String path =
        new Query("/teams").with("member", user == null ? null : cli.lookup().user(user)).path();
    output.all(cli.terminal(), VIEW, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  @Command(name = "get", description = "Show a team.")
  int get(
      @Parameters(paramLabel = "TEAM", description = "Name or id.") String team,
      @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get(path(team)));
    return Exit.OK.code();
  }

  @Command(description = "Change a team's name or description.")
  int set(
      @Parameters(paramLabel = "TEAM", description = "Name or id.") String team,
      @Option(names = "--name", paramLabel = "NAME", description = "Another name.") String name,
      @Option(names = "--description", paramLabel = "TEXT", description = "'' for none.")
          String description,
      @Mixin OutputOption output) {
    ObjectNode change = Json.object();
    if (name != null) {
      change.put("name", name);
    }
    if (description != null) {
      change.put("description", description);
    }
    if (change.isEmpty()) {
      throw CliException.usage("Say what to change: --name or --description.");
    }
    JsonNode now = cli.api().patch(path(team), change, Map.of("If-Match", "*"));
    output.one(cli.terminal(), VIEW, now);
    return Exit.OK.code();
  }

  @Command(description = "Add a team.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--description", paramLabel = "TEXT") String description,
      @Mixin OutputOption output) {
    ObjectNode team = Json.object().put("name", name);
    if (description != null) {
      team.put("description", description);
    }
    output.one(cli.terminal(), VIEW, cli.api().post("/teams", team));
    return Exit.OK.code();
  }

  @Command(name = "rm", aliases = "delete", description = "Delete a team and what it was given.")
  int remove(@Parameters(paramLabel = "TEAM", description = "Name or id.") String team) {
    cli.api().delete(path(team));
    cli.terminal().say("Deleted the team " + team + ".");
    return Exit.OK.code();
  }

  @Command(description = "List the members of a team.")
  int members(
      @Parameters(paramLabel = "TEAM", description = "Name or id.") String team,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), UserCommands.VIEW, cli.api().list(path(team) + "/members", 0));
    return Exit.OK.code();
  }

  @Command(description = "Put users into a team.")
  int join(
      @Parameters(index = "0", paramLabel = "TEAM", description = "Name or id.") String team,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "USER", description = "Name or id.")
          List<String> users) {
    String path = path(team);
    for (String user : users) {
      cli.api().put(path + "/members/" + cli.lookup().user(user), null, Map.of());
    }
    cli.terminal().say("In the team " + team + ": " + String.join(", ", users) + ".");
    return Exit.OK.code();
  }

  @Command(description = "Take users out of a team.")
  int leave(
      @Parameters(index = "0", paramLabel = "TEAM", description = "Name or id.") String team,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "USER", description = "Name or id.")
          List<String> users) {
    String path = path(team);
    for (String user : users) {
      cli.api().delete(path + "/members/" + cli.lookup().user(user));
    }
    cli.terminal().say("No longer in the team " + team + ": " + String.join(", ", users) + ".");
    return Exit.OK.code();
  }

  private String path(String team) {
    return "/teams/" + cli.lookup().team(team);
  }
}
