package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskState;
import java.util.Locale;

/** Why an execution is to end before its tasks did. The first reason stays. */
enum EndReason {
  /** Somebody asked. */
  CANCEL(TaskState.CANCELLED, ErrorClass.CANCELLED, "Cancelled before it was started"),
  /** The execution's own time-out passed. */
  TIME_OUT(
      TaskState.TIMED_OUT,
      ErrorClass.TIMEOUT,
      "The execution's time-out passed before it was started");

  private final TaskState taskState;
  private final ErrorClass category;
  private final String unstarted;

  EndReason(TaskState taskState, ErrorClass category, String unstarted) {
    this.taskState = taskState;
    this.category = category;
    this.unstarted = unstarted;
  }

  /** What becomes of a task that is stopped for it. */
  TaskState taskState() {
    return taskState;
  }

  /** What is said of a task of an execution that is not begun for the one who started it. */
  static TaskError withdrawn() {
    return new TaskError(
        CANCEL.category, "Whoever started it was disabled or deleted before it began");
  }

  /** What is said of a task that was never started. */
  TaskError unstarted() {
    return new TaskError(category, unstarted);
  }

  /** What is said of a task that waited for a person. */
  TaskError undecided() {
    return new TaskError(
        category,
        "The execution ended before anybody decided; nobody knows whether or how its command"
            + " ended");
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EndReason ofColumn(String value) {
    return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
  }
}
