package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an execution stands. Every execution reaches exactly one final state. */
public enum ExecutionState {
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

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
