package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a task stands. */
public enum TaskState {
  PENDING(false),
  RUNNING(false),
  WAITING(false),
  SUCCEEDED(true),
  FAILED(true),
  CANCELLED(true),
  TIMED_OUT(true),
  /** No connection was made, so nothing was started. */
  UNREACHABLE(true),
  SKIPPED(true),
  /** Nobody can know whether or how the command ended. */
  LOST(true);

  private final boolean terminal;

  TaskState(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean terminal() {
    return terminal;
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
