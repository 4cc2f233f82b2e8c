package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** How days are written: as the locale does, 2026-03-28, 28.03.2026 or 03/28/2026. */
public enum DateFormat implements WireNamed {
  AUTO,
  ISO,
  DAY_FIRST,
  MONTH_FIRST
}
