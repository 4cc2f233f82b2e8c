package io.opsconductor.gateway;

import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskTarget;

/**
 * Which entries of the log are wanted. States of the execution always are.
 *
 * @param target id or exact name; null for all
 * @param stream null for both
 */
record LogFilter(String target, OutputStreamName stream) {
  boolean wants(LogEntry entry) {
    return switch (entry) {
      case LogEntry.State state -> true;
      case LogEntry.Task task -> isOf(task.target());
      case LogEntry.Output output -> isOf(output.target()) && isOf(output.stream());
      case LogEntry.Elided elided -> isOf(elided.target()) && isOf(elided.stream());
      case LogEntry.End end -> true;
    };
  }

  private boolean isOf(TaskTarget of) {
    return target == null
        || target.equals(of.name())
        || target.equalsIgnoreCase(of.id().toString());
  }

  private boolean isOf(OutputStreamName of) {
    return stream == null || stream == of;
  }
}
