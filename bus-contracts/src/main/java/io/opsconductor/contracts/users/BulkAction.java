package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** What is done to several users. */
public enum BulkAction implements WireNamed {
  /** As {@link UpdateUser} with {@code enabled} false. */
  DISABLE,
  /** As {@link UpdateUser} with {@code enabled} true. */
  ENABLE,
  /** One role more. */
  ADD_ROLE,
  /** One role less. */
  REMOVE_ROLE,
  /** Also needs {@code team:write}. */
  ADD_TO_TEAM,
  /** Also needs {@code team:write}. */
  REMOVE_FROM_TEAM;

  boolean takesRole() {
    return this == ADD_ROLE || this == REMOVE_ROLE;
  }

  /** Whether it is about who is in a team. */
  public boolean takesTeam() {
    return this == ADD_TO_TEAM || this == REMOVE_FROM_TEAM;
  }
}
