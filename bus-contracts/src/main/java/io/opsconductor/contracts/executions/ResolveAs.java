package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person says of an attempt of which nobody can know how it ended. */
public enum ResolveAs {
  /** Its step counts as done: the task goes on with the next, or has succeeded. */
  SUCCEEDED,
  /** The task has failed. */
  FAILED,
  /** The step is run again. */
  RETRY;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
