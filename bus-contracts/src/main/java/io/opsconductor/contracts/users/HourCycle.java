package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** How hours are counted; as the locale does when {@code auto}. */
public enum HourCycle implements WireNamed {
  AUTO,
  H12,
  H24
}
