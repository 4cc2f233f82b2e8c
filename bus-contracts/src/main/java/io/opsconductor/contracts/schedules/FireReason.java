package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** Why a due time did not become an execution, or not in time. */
public enum FireReason implements WireNamed {
  /** It lies in a window of a blackout calendar. */
  BLACKOUT,
  /** It lies in no window of a calendar that allows only its windows. */
  OUTSIDE_WINDOW,
  /** An earlier run of the schedule was going on. */
  OVERLAP,
  /** A later due time took its place. */
  SUPERSEDED,
  /** The schedule was paused. */
  PAUSED,
  /** The schedule was switched off. */
  DISABLED,
  /** It was noticed late, and the schedule says that such ones do not run. */
  MISFIRE,
  /** It was noticed late, and a newer one ran for it. */
  COALESCED,
  /** It could not be started before its deadline. */
  DEADLINE,
  /** Whom it runs as is disabled or not there. */
  IDENTITY,
  /** It was refused: a right, a parameter, a target or a limit; the detail says what. */
  REFUSED
}
