package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Takes from a user all with which somebody could sign in as that user, for good. */
public record ForgetUser(UUID userId, UUID organizationId) {
  public ForgetUser {
    Checks.present(userId, "userId");
    Checks.present(organizationId, "organizationId");
  }
}
