package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which targets of an execution to run again. */
public enum RerunOnly {
  /** Those whose task failed, timed out, was unreachable or lost. */
  @JsonProperty("failed")
  FAILED,
  /** All but those whose task succeeded. */
  @JsonProperty("unfinished")
  UNFINISHED,
  @JsonProperty("all")
  ALL
}
