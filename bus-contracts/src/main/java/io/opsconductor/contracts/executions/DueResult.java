package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** What became of a run that a schedule asks for. */
public enum DueResult implements WireNamed {
  /** It is an execution, now or from an earlier request. */
  STARTED,
  /** An earlier run of the schedule goes on, and the schedule says that this one does not run. */
  OVERLAPS,
  /** It waits for the end of an earlier run of the schedule: ask again. */
  WAITS,
  /** It cannot run: {@code code} and {@code detail} say why. */
  REFUSED
}
