package io.opsconductor.executions;

import io.opsconductor.contracts.executions.TaskState;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** How many tasks of an execution stand in each state. */
final class TaskCounts {
  private final Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);

  private TaskCounts() {}

  static TaskCounts read(ToIntFunction<TaskState> count) {
    TaskCounts read = new TaskCounts();
    for (TaskState state : TaskState.values()) {
      read.counts.put(state, count.applyAsInt(state));
    }
    return read;
  }

  static TaskCounts allPending(int total) {
    return read(state -> state == TaskState.PENDING ? total : 0);
  }

  void moved(TaskState from, TaskState to) {
    counts.merge(from, -1, Integer::sum);
    counts.merge(to, 1, Integer::sum);
  }

  int of(TaskState state) {
    return counts.get(state);
  }

  boolean any(TaskState... states) {
    for (TaskState state : states) {
      if (of(state) > 0) {
        return true;
      }
    }
    return false;
  }

  boolean anyOpen() {
    return any(TaskState.PENDING, TaskState.RUNNING, TaskState.WAITING);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** {@code total} and every state by its name. */
  Map<String, Integer> byName() {
    Map<String, Integer> names = new LinkedHashMap<>();
    names.put("total", total());
    for (TaskState state : TaskState.values()) {
      names.put(state.wireName(), of(state));
    }
    return names;
  }
}
