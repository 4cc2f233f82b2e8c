package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What is done to several schedules. */
public enum ScheduleBulkAction implements WireNamed {
  PAUSE,
  RESUME,
  ENABLE,
  DISABLE
}
