package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is known of the remote processes of a cancelled task. */
public enum CancelOutcome {
  /** A look on the target found them gone, or none was started. */
  @JsonProperty("confirmed")
  CONFIRMED,
  /** They were told to end, but nobody could look. */
  @JsonProperty("unconfirmed")
  UNCONFIRMED
}
