package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** What a grant can be given to. */
public enum SubjectType implements WireNamed {
  USER,
  TEAM,
  SERVICE_ACCOUNT
}
