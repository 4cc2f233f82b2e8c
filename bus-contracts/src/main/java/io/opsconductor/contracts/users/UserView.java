package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A user, as shown.
 *
 * @param email null when none is known
 * @param version 1 at first; one more with each change
 * @param runs in the answer to who disables the user only; else null
 */
public record UserView(
    UUID id,
    String username,
    List<String> roles,
    boolean enabled,
    Instant createdAt,
    String email,
    int version,
    RunsOfDisabled runs) {
  public UserView {
    roles = List.copyOf(roles);
  }

  public UserView(
      UUID id,
      String username,
      List<String> roles,
      boolean enabled,
      Instant createdAt,
      String email,
      int version) {
    this(id, username, roles, enabled, createdAt, email, version, null);
  }

  /** With what became of the user's executions. */
  public UserView with(RunsOfDisabled what) {
    return new UserView(id, username, roles, enabled, createdAt, email, version, what);
  }
}
