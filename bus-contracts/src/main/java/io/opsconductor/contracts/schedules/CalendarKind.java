package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What the windows of a calendar mean. */
public enum CalendarKind implements WireNamed {
  /** Nothing runs within them. */
  BLACKOUT,
  /** Nothing runs outside of them. */
  ONLY_IN
}
