package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** What is known of the remote processes of a cancelled task. */
public enum CancelOutcome implements WireNamed {
  /** A look on the target found them gone, or none was started. */
  CONFIRMED,
  /** They were told to end, but nobody could look. */
  UNCONFIRMED
}
