package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What became of a due time. */
public enum FireState implements WireNamed {
  /** It is on its way to become an execution; no end yet. */
  STARTING,
  /** It is an execution. */
  FIRED,
  /** It is an execution that began later than it should have. */
  LATE,
  /** It was not to run. */
  SKIPPED,
  /** It should have run, and nobody could start it in time. */
  MISSED,
  /** Its execution was refused. */
  FAILED
}
