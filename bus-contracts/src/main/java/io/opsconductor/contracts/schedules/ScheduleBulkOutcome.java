package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What became of one of several schedules. */
public enum ScheduleBulkOutcome implements WireNamed {
  CHANGED,
  /** It was so already. */
  UNCHANGED,
  /** The caller may not change it. */
  REFUSED
}
