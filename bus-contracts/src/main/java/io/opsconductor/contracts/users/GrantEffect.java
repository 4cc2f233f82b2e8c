package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** What a grant does. One that denies wins over all that allow. */
public enum GrantEffect implements WireNamed {
  ALLOW,
  DENY
}
