package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** Where an attempt of a step stands. */
public enum AttemptState implements WireNamed {
  /** The intent is stored; the command may have been sent. */
  DISPATCHED(false),
  /** The target confirmed the start. */
  STARTED(false),
  SUCCEEDED(true),
  FAILED(true),
  CANCELLED(true),
  TIMED_OUT(true),
  /** No connection was made, so nothing was started. */
  UNREACHABLE(true),
  /** Nobody can know whether or how the command ended. */
  LOST(true);

  private final boolean terminal;

  AttemptState(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean terminal() {
    return terminal;
  }
}
