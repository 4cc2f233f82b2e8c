package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskState;
import java.util.Map;
import java.util.UUID;

/** An entry of the log that is not stored yet; its place is given when it is appended. */
sealed interface LogLine {

  record State(ExecutionState state, Map<String, Integer> counts) implements LogLine {}

  record TaskMoved(UUID taskId, TaskState state, Integer exitCode) implements LogLine {}

  record Output(
      UUID taskId, int step, int attempt, OutputStreamName stream, long offset, byte[] data)
      implements LogLine {}

  record End(ExecutionState state) implements LogLine {}
}
