package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** How a schedule is. */
public enum ScheduleHealth implements WireNamed {
  /** What was due ran in time, and did well. */
  HEALTHY,
  /** The last due time ran late, or was missed. */
  LATE,
  /** The last run ended otherwise than well, or could not be started. */
  FAILING,
  /** Somebody paused it, or switched it off. */
  PAUSED,
  /** It cannot run until somebody mends it: whom it runs as is gone, or its job. */
  BROKEN,
  /** Nothing is due any more. */
  ENDED
}
