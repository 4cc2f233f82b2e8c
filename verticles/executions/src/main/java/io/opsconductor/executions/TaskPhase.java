package io.opsconductor.executions;

import java.util.Locale;

/** How far the holder of a task's lease has come. */
enum TaskPhase {
  /** Nothing was started: the task may safely be given to another. */
  CLAIMED,
  /**
   * The intent boundary is passed: the command may have been sent, so the task is never given to
   * another.
   */
  DISPATCHED;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TaskPhase ofColumn(String value) {
    return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
  }
}
