package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * A part of the list of teams, by name.
 *
 * @param limit as in {@link PageRequest}
 * @param cursor as in {@link PageRequest}
 * @param name only whose name begins so, in either case; all when absent
 * @param member only those in which this user is; all when absent
 */
public record ListTeams(Integer limit, String cursor, String name, UUID member) {
  public PageRequest page() {
    return new PageRequest(limit, cursor);
  }
}
