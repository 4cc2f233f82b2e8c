package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** Where an execution stands. Every execution reaches exactly one final state. */
public enum ExecutionState implements WireNamed {
  QUEUED(false),
  RUNNING(false),
  WAITING(false),
  PAUSED(false),
  CANCELLING(false),
  SUCCEEDED(true),
  FAILED(true),
  CANCELLED(true),
  TIMED_OUT(true),
  /** Of some task nobody can know how it ended. */
  LOST(true);

  private final boolean terminal;

  ExecutionState(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean terminal() {
    return terminal;
  }
}
