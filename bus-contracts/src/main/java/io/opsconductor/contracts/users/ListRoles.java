package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;

/**
 * A part of the list of roles, by name.
 *
 * @param limit as in {@link PageRequest}
 * @param cursor as in {@link PageRequest}
 * @param name only whose name begins so, in either case; all when absent
 * @param permission only those that permit this; all when absent
 * @param builtIn only those that are built in, or are not; all when absent
 */
public record ListRoles(
    Integer limit, String cursor, String name, String permission, Boolean builtIn) {
  public PageRequest page() {
    return new PageRequest(limit, cursor);
  }
}
