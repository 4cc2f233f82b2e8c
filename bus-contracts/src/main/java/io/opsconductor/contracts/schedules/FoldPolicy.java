package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** Which of the two instants counts when the clock goes back and shows a time twice. */
public enum FoldPolicy implements WireNamed {
  /** The earlier one. */
  FIRST,
  /** The later one. */
  SECOND,
  /** Each of them. */
  BOTH
}
