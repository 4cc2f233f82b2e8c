package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** How close the rows of tables stand. */
public enum Density implements WireNamed {
  COMFORTABLE,
  COMPACT
}
