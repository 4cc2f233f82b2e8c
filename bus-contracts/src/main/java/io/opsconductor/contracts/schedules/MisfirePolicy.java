package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What becomes of due times that nobody could start in time. */
public enum MisfirePolicy implements WireNamed {
  /** None of them runs. */
  SKIP,
  /** The newest one runs, late. */
  ONCE,
  /** The newest ones run, late, up to a limit. */
  ALL
}
