package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** How a console looks. */
public enum Theme implements WireNamed {
  SYSTEM,
  LIGHT,
  DARK
}
