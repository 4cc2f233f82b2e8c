package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.WireNamed;

/** What becomes of an attempt whose worker fell silent after the intent to start it was stored. */
public enum LostPolicy implements WireNamed {
  /** Another worker attaches to it where it runs; where that cannot be done it is lost. */
  REATTACH,
  /**
   * Another attempt is made, at most {@link RetrySpec#MAX_ATTEMPTS} of the step. Only for a step
   * that is idempotent.
   */
  RETRY,
  /** The task waits until a person says what to do. */
  ASK,
  /** The task is lost. */
  LOST
}
