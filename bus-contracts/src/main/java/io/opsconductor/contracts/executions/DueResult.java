package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** What became of a run that a schedule asks for. */
public enum DueResult implements WireNamed {
  /** It is an execution, now or from an earlier request. */
  STARTED,
  /**
   * It does not run, as the schedule says: an earlier run goes on, or a run with a later due time
   * began, which it would have to replace.
   */
  OVERLAPS,
  /** It waits for the end of an earlier run of the schedule: ask again. */
  WAITS,
  /** It cannot run: {@code code} and {@code detail} say why. */
  REFUSED
}
