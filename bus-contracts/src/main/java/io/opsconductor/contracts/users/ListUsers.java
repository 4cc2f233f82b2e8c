package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;

/**
 * A part of the list of users.
 *
 * @param limit as in {@link PageRequest}
 * @param cursor as in {@link PageRequest}
 * @param username only whose name begins so, in either case; all when absent
 * @param role only who has this role; all when absent
 * @param enabled only who may sign in, or may not; all when absent
 */
public record ListUsers(
    Integer limit, String cursor, String username, String role, Boolean enabled) {
  public PageRequest page() {
    return new PageRequest(limit, cursor);
  }
}
