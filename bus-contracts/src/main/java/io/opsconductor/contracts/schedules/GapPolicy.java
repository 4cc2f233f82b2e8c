package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What becomes of a due time that the clock leaps over when it goes forward. */
public enum GapPolicy implements WireNamed {
  /** It does not run. */
  SKIP,
  /**
   * It runs at the first valid instant after the gap. When the gap holds several, the first runs
   * there and the others keep their distance from it.
   */
  SHIFT,
  /** It runs at the first instant after the gap; several within one gap are one run. */
  END_OF_GAP
}
