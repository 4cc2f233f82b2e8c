package io.opsconductor.contracts.users;

import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * A part of the list of users.
 *
 * @param limit as in {@link PageRequest}
 * @param cursor as in {@link PageRequest}
 * @param username only whose name begins so, in either case; all when absent
 * @param role only who has this role; all when absent
 * @param enabled only who may sign in, or may not; all when absent
 * @param team only who is in this team; all when absent
 * @param search only in whose name or e-mail address this text is, in either case; all when absent
 */
public record ListUsers(
    Integer limit,
    String cursor,
    String username,
    String role,
    Boolean enabled,
    UUID team,
    String search) {
  /** Without regard to teams and texts. */
  public ListUsers(Integer limit, String cursor, String username, String role, Boolean enabled) {
    this(limit, cursor, username, role, enabled, null, null);
  }

  public PageRequest page() {
    return new PageRequest(limit, cursor);
  }
}
