package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user, as shown. */
public record UserView(
    UUID id, String username, List<String> roles, boolean enabled, Instant createdAt) {
  public UserView {
    roles = List.copyOf(roles);
  }
}
