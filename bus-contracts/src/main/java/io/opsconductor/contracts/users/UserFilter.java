package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;

/**
 * Which users, as in {@link ListUsers}; one part at least is there.
 *
 * @param username only whose name begins so, in either case
 * @param role only who has this role
 * @param enabled only who may sign in, or may not
 */
public record UserFilter(String username, String role, Boolean enabled) {
  public UserFilter {
    Checks.optionalText(username, "username", 128);
    Checks.optionalText(role, "role", 63);
    if ((username == null || username.isEmpty()) && role == null && enabled == null) {
      throw Checks.invalid("filter", "needs username, role or enabled");
    }
  }
}
