package io.opsconductor.users;

import io.opsconductor.contracts.users.UserView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user that exists, with the names of the roles. */
record UserRow(
    UUID id,
    UUID organizationId,
    String username,
    boolean enabled,
    Instant createdAt,
    List<String> roles,
    String email,
    int version) {

  UserView toView() {
    return new UserView(id, username, roles, enabled, createdAt, email, version);
  }
}
