package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the command of an attempt hangs on. */
public enum AttemptMode {
  /** It goes on by itself on the target: any worker can attach to it again. */
  REATTACH,
  /** It hangs on the connection that it was started on. */
  DIRECT;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
