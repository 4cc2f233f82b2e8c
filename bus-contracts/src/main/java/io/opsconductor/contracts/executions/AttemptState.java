package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an attempt of a step stands. */
public enum AttemptState {
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

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
