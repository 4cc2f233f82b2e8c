package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.ExecutionState;
import java.util.List;
import java.util.Optional;

/** Follows an execution to its end. */
final class Follow {

  private final Cli cli;
  private final String executionId;
  private final OutputFormat format;
  private final boolean prefixed;
  private Optional<String> only = Optional.empty();
  private boolean cancelling;

  /**
   * @param format table: lines as the hosts print them; ndjson: the messages of the stream; else
   *     the execution with its tasks when it has ended
   */
  Follow(Cli cli, String executionId, OutputFormat format, boolean noPrefix) {
    this.cli = cli;
    this.executionId = executionId;
    this.format = format;
    this.prefixed = !noPrefix;
  }

  /** Ctrl-C asks to cancel the execution: for whoever started it. */
  Follow cancelling() {
    cancelling = true;
    return this;
  }

  /** Prints only the lines of one target. */
  Follow only(Optional<String> target) {
    only = target;
    return this;
  }

  Exit run() {
    Interrupts interrupts = cancelling ? Interrupts.handle(this::interrupted) : Interrupts.none();
    try {
      read(new WaitingNotices(sink(), executionId));
    } finally {
      interrupts.close();
    }
    JsonNode execution = cli.api().get(path());
    new Summary(cli, execution).print();
    printData(execution);
    return state(Json.text(execution, "state"))
        .map(state -> Exit.ofExecution(state, Counts.of(execution.path("counts")).byState()))
        .orElse(Exit.ERROR);
  }

  /** Prints what a finished execution printed, and nothing else. */
  void replay() {
    read(sink());
  }

  private void read(FrameSink sink) {
    new StreamReader(cli.api(), executionId, sink).read();
    sink.end();
  }

  private FrameSink sink() {
    return switch (format) {
      case TABLE -> new LineSink(cli.terminal(), prefixed, only);
      case NDJSON -> new RawSink(cli.terminal(), true);
      case JSON, YAML, NAME -> new RawSink(cli.terminal(), false);
    };
  }

  private void printData(JsonNode execution) {
    switch (format) {
      case TABLE, NDJSON -> {}
      case NAME -> format.printOne(cli.terminal().out(), View.EXECUTIONS, execution);
      case JSON, YAML -> {
        List<JsonNode> tasks = cli.api().list(path() + "/tasks", 0);
        ObjectNode whole = execution.deepCopy();
        whole.set("tasks", Json.array(tasks));
        format.printOne(cli.terminal().out(), View.EXECUTIONS, whole);
      }
    }
  }

  private void interrupted(int times) {
    if (times > 1) {
      cli.terminal().err().println();
      cli.terminal().err().flush();
      // Nothing that a shutdown hook could do may hold up a person who wants to leave.
      Runtime.getRuntime().halt(Exit.INTERRUPTED.code());
    }
    cli.terminal().say("Cancelling. Ctrl-C again leaves at once.");
    try {
      cli.api().post(path() + "/cancel", Json.object());
    } catch (CliException e) {
      if (e.exit() != Exit.CONFLICT) {
        cli.terminal().say("It could not be cancelled: " + e.getMessage());
      }
    }
  }

  private String path() {
    return "/executions/" + executionId;
  }

  static boolean isFinal(String state) {
    return state(state).map(ExecutionState::terminal).orElse(false);
  }

  private static Optional<ExecutionState> state(String name) {
    try {
      return Optional.of(WireNamed.of(ExecutionState.class, name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
