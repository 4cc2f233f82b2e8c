package io.opsconductor.executions;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How far a running task has come. The moves are in the diagram of {@link TaskLifecycle}. */
enum TaskPhase {
  /** Nothing was started: the task may safely be given to another. */
  CLAIMED,
  /**
   * The intent boundary is passed: the command may have been sent, so that what becomes of the task
   * when its worker falls silent is for its step to say.
   */
  DISPATCHED,
  /** Likewise, and no worker has it: it waits for one that attaches to it where it runs. */
  ORPHANED;

  private static final Map<TaskPhase, Set<TaskPhase>> MOVES =
      new EnumMap<>(
          Map.of(
              CLAIMED, EnumSet.of(DISPATCHED),
              DISPATCHED, EnumSet.of(DISPATCHED, ORPHANED),
              ORPHANED, EnumSet.of(DISPATCHED)));

  static Map<TaskPhase, Set<TaskPhase>> moves() {
    return MOVES;
  }

  /** The phase that is moved to; an illegal move is a defect. */
  static TaskPhase move(TaskPhase from, TaskPhase to) {
    if (from == null || !MOVES.get(from).contains(to)) {
      throw new IllegalStateException("A task cannot go from the phase " + from + " to " + to);
    }
    return to;
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TaskPhase ofColumn(String value) {
    return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
  }
}
