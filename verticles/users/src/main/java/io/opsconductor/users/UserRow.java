package io.opsconductor.users;

import io.opsconductor.contracts.users.Principal;
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
    List<String> roles) {

  UserView toView() {
    return new UserView(id, username, roles, enabled, createdAt);
  }

  Principal toPrincipal() {
    return new Principal(id, username, organizationId, enabled, roles, Role.permissionsOf(roles));
  }
}
