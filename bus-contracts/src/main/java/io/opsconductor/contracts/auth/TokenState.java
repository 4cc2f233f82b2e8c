package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.WireNamed;

/** Whether an API token may be used. */
public enum TokenState implements WireNamed {
  ACTIVE,
  EXPIRED,
  REVOKED
}
