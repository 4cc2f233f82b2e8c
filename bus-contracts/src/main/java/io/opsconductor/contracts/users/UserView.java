package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A user, as shown.
 *
 * @param email null when none is known
 * @param version 1 at first; one more with each change
 */
public record UserView(
    UUID id,
    String username,
    List<String> roles,
    boolean enabled,
    Instant createdAt,
    String email,
    int version) {
  public UserView {
    roles = List.copyOf(roles);
  }
}
