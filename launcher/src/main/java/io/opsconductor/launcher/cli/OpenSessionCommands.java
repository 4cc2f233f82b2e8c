package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where people are signed in. */
@Command(
    name = "session",
    aliases = "sessions",
    synopsisSubcommandLabel = "COMMAND",
    description = "Where you are signed in; for administrators, where others are.")
final class OpenSessionCommands {

  private static final String OWN = "/auth/sessions";

  private static final View VIEW =
      View.by("id")
          .with("ID", "id")
          .with("CURRENT", session -> session.path("current").asBoolean() ? "*" : "")
          .withTime("FIRST_SEEN", "firstSeenAt")
          .with("ADDRESS", "address")
          .withTime("LAST_SEEN", "lastSeenAt")
          .with("LAST_ADDRESS", "lastAddress")
          .with("DEVICE", "device");

  private final Cli cli;

  OpenSessionCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      name = "ls",
      aliases = "list",
      description = "List sessions, the newest first; a * marks the one of this command.")
  int list(
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "Those of this user, by name or id, instead of yours.")
          String user,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list(path(user), limit));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "End sessions: their tokens are refused and their connections closed within seconds.",
        "What they started goes on."
      })
  int end(
      @Parameters(paramLabel = "SESSION", arity = "0..*", description = "Ids of sessions of yours.")
          List<String> ids,
      @Option(names = "--all", description = "End all of them.") boolean all,
      @Option(names = "--except-current", description = "With --all: but for this one.")
          boolean exceptCurrent,
      @Option(
              names = {"-u", "--user"},
              paramLabel = "USER",
              description = "With --all: those of this user, by name or id, instead of yours.")
          String user) {
    boolean named = ids != null && !ids.isEmpty();
    if (named == all) {
      throw CliException.usage("Say which sessions end: their ids, or --all.");
    }
    if (named && (exceptCurrent || user != null)) {
      throw CliException.usage("--except-current and --user belong to --all.");
    }
    if (exceptCurrent && user != null) {
      throw CliException.usage("--except-current is about your own sessions, without --user.");
    }
    if (named) {
      endEach(ids);
    } else {
      endAll(user, exceptCurrent);
    }
    return Exit.OK.code();
  }

  private void endEach(List<String> ids) {
    ids.forEach(OpenSessionCommands::requireId);
    for (String id : ids) {
      cli.api().delete(OWN + "/" + id);
      cli.terminal().say("Ended session " + id + ".");
    }
  }

  private static void requireId(String id) {
    if (!Lookup.isId(id)) {
      throw CliException.usage(
          "'" + id + "' is not the id of a session; list them with: opsconductor session ls");
    }
  }

  private void endAll(String user, boolean exceptCurrent) {
    URI server = cli.server();
    JsonNode ended = cli.api().delete(path(user) + (exceptCurrent ? "?except=current" : ""));
    int count = ended.path("count").asInt();
    cli.terminal().say("Ended " + count + (count == 1 ? " session." : " sessions."));
    if (user == null && !exceptCurrent && !cli.hasGivenToken()) {
      cli.sessions()
          .locked(
              () -> {
                cli.sessions().remove(server);
                return server;
              });
      cli.terminal().say("Signed out of " + server + ".");
    }
  }

  private String path(String user) {
    return user == null ? OWN : "/users/" + cli.lookup().user(user) + "/sessions";
  }
}
