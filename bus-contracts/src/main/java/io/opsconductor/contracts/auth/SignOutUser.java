package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Ends all sessions of a user who was disabled. */
public record SignOutUser(UUID userId, UUID organizationId) {
  public SignOutUser {
    Checks.present(userId, "userId");
    Checks.present(organizationId, "organizationId");
  }
}
