package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** Where a task stands. */
public enum TaskState implements WireNamed {
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
}
