package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;

/**
 * A part of the list of organizations, in the order of their making.
 *
 * @param limit as in {@link PageRequest}
 * @param cursor as in {@link PageRequest}
 * @param name only whose name begins so, in either case; all when absent
 */
public record ListOrganizations(Integer limit, String cursor, String name) {
  public PageRequest page() {
    return new PageRequest(limit, cursor);
  }
}
