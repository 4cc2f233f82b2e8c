package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.executions.ExecutionState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs, their tasks and their output. */
@Command(
    name = "executions",
    aliases = "execution",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs, their tasks and their output.")
final class ExecutionCommands {

  enum Only {
    FAILED,
    UNFINISHED,
    ALL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum As {
    SUCCEEDED,
    FAILED,
    RETRY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Cli cli;

  ExecutionCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "List executions, newest first.")
  int list(
      @Option(names = "--job", paramLabel = "JOB", description = "Only of this job.") String job,
      @Option(names = "--state", description = "Only in this state: ${COMPLETION-CANDIDATES}.")
          ExecutionState state,
      @Option(names = "--name", paramLabel = "TEXT", description = "Only with this in the name.")
          String name,
      @Option(names = "--by", paramLabel = "USER", description = "Only what this user started.")
          String startedBy,
      @Option(names = "--target", paramLabel = "TARGET", description = "Only on this target.")
          String target,
      @Option(names = "--since", paramLabel = "TIME", description = "Only from then on.")
          Instant since,
      @Option(
              names = "--limit",
              defaultValue = "50",
              description = "At most so many, 0 for all; default: ${DEFAULT-VALUE}.")
          int limit,
      @Mixin OutputOption output) {
    StringBuilder query = new StringBuilder("?");
    if (job != null) {
      query.append("jobId=").append(cli.lookup().job(job)).append('&');
    }
    if (state != null) {
      query.append("state=").append(state.wireName()).append('&');
    }
    if (name != null) {
      query.append("name=").append(Api.encode(name)).append('&');
    }
    if (startedBy != null) {
      query.append("startedBy=").append(Api.encode(startedBy)).append('&');
    }
    if (target != null) {
      query.append("targetId=").append(cli.lookup().target(target)).append('&');
    }
    if (since != null) {
      query.append("from=").append(since).append('&');
    }
    String path = "/executions" + query.substring(0, query.length() - 1);
    output.all(cli.terminal(), View.EXECUTIONS, cli.api().list(path, limit));
    return Exit.OK.code();
  }

  @Command(description = "Show an execution.")
  int get(@Parameters(paramLabel = "ID") String id, @Mixin OutputOption output) {
    output.one(cli.terminal(), View.EXECUTIONS, cli.api().get(path(id)));
    return Exit.OK.code();
  }

  @Command(description = "List the tasks of an execution, one a target.")
  int tasks(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--state", paramLabel = "STATE", description = "Only in this state.")
          String state,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String query = state == null ? "" : "?state=" + Api.encode(state);
    output.all(cli.terminal(), View.TASKS, cli.api().list(path(id) + "/tasks" + query, limit));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Print what the targets of an execution printed.",
        "With -f go on until it ends, with its exit code; Ctrl-C then leaves it running."
      })
  int logs(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = {"-f", "--follow"},
              description = "Go on until the execution ends.")
          boolean follow,
      @Option(names = "--target", paramLabel = "TARGET", description = "Only of this target.")
          String target,
      @Option(names = "--no-prefix", description = "Do not put the host before each line.")
          boolean noPrefix) {
    Follow stream =
        new Follow(cli, cli.lookup().execution(id), OutputFormat.TABLE, noPrefix)
            .only(Optional.ofNullable(target));
    if (follow) {
      return stream.run().code();
    }
    String state = Json.text(cli.api().get(path(id)), "state");
    if (Follow.isFinal(state)) {
      stream.replay();
    } else {
      new StoredOutput(cli, id, noPrefix).print(Optional.ofNullable(target));
    }
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Show which targets ended alike and printed the same, most of them first.",
        "Of what they printed the beginning is shown, once."
      })
  int summary(@Parameters(paramLabel = "ID") String id, @Mixin OutputOption output) {
    JsonNode summary = cli.api().get(path(id) + "/summary");
    if (output.format == OutputFormat.TABLE) {
      new OutputGroups(cli.terminal()).print(summary);
    } else {
      output.one(cli.terminal(), View.GROUPS, summary);
    }
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Print the lines of the output in which something is found, as TARGET:LINE.",
        "The exit code is 1 when nothing is."
      })
  int search(
      @Parameters(index = "0", paramLabel = "ID") String id,
      @Parameters(index = "1", paramLabel = "PATTERN", description = "A text; a pattern with -E.")
          String pattern,
      @Mixin SearchOptions options) {
    return options.search(cli, id, pattern).code();
  }

  @Command(
      description = {
        "Write the whole output that is stored now to standard output or a file.",
        "Lines are TARGET | LINE, with ! for | where it was standard error."
      })
  int download(@Parameters(paramLabel = "ID") String id, @Mixin DownloadOptions options) {
    options.download(cli, id);
    return Exit.OK.code();
  }

  @Command(description = "Ask to cancel an execution.")
  int cancel(@Parameters(paramLabel = "ID") String id, @Mixin OutputOption output) {
    JsonNode execution = cli.api().post(path(id) + "/cancel", Json.object());
    output.one(cli.terminal(), View.EXECUTIONS, execution);
    return Exit.OK.code();
  }

  @Command(description = "Run the same again on some of the same targets, and follow it.")
  int rerun(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--only",
              defaultValue = "failed",
              description = "On which: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
          Only only,
      @Mixin FollowOptions follow) {
    ObjectNode body = Json.object().put("only", only.toString());
    return follow.started(cli, cli.api().start(path(id) + "/rerun", body));
  }

  @Command(
      description = {
        "Say what became of a task that waits for a person,",
        "because nobody can know how its command ended."
      })
  int resolve(
      @Parameters(paramLabel = "EXECUTION") String id,
      @Parameters(paramLabel = "TARGET", description = "Name or id of the target.") String target,
      @Option(
              names = "--as",
              required = true,
              description =
                  "succeeded: go on with the next step; failed: end it; retry: run the step again.")
          As as,
      @Mixin OutputOption output) {
    JsonNode task =
        cli.api()
            .post(
                path(id) + "/tasks/" + cli.lookup().task(id, target) + "/resolve",
                Json.object().put("as", as.toString()));
    output.one(cli.terminal(), View.TASKS, task);
    return Exit.OK.code();
  }

  @Command(description = "List the attempts that were made on a target.")
  int attempts(
      @Parameters(paramLabel = "EXECUTION") String id,
      @Parameters(paramLabel = "TARGET", description = "Name or id of the target.") String target,
      @Mixin OutputOption output) {
    String path = path(id) + "/tasks/" + cli.lookup().task(id, target) + "/attempts";
    output.all(cli.terminal(), View.ATTEMPTS, cli.api().list(path, 0));
    return Exit.OK.code();
  }

  private String path(String id) {
    return "/executions/" + cli.lookup().execution(id);
  }
}
