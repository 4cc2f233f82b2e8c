package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskState;
import java.util.Map;
import java.util.UUID;

/** An entry of the log that is not stored yet; its place is given when it is appended. */
sealed interface LogLine {

  /** How many places in the log it takes. */
  default int entries() {
    return 1;
  }

  /** Becomes a row of its own. */
  sealed interface NewRow extends LogLine {}

  record State(ExecutionState state, Map<String, Integer> counts) implements NewRow {}

  record TaskMoved(UUID taskId, TaskState state, Integer exitCode) implements NewRow {}

  /** What is at a place of a stream. */
  sealed interface OfStream extends NewRow {
    UUID taskId();

    int step();

    int attempt();

    OutputStreamName stream();

    long offset();
  }

  record Output(
      UUID taskId, int step, int attempt, OutputStreamName stream, long offset, byte[] data)
      implements OfStream {}

  /**
   * What was kept of the end of a stream comes here. Stands for other lines until it is known how
   * many there are.
   */
  record TailDue(StepAttempt attempt, OutputStreamName stream) implements LogLine {}

  record Elided(
      UUID taskId, int step, int attempt, OutputStreamName stream, long offset, long bytes)
      implements OfStream {}

  /**
   * Output that is in the database already.
   *
   * @param from where in the stream it begins
   * @param entries how many it makes
   */
  record KeptOutput(StepAttempt attempt, OutputStreamName stream, long from, int entries)
      implements LogLine {}

  record End(ExecutionState state) implements NewRow {}
}
