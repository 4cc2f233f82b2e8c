package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** One account of an external directory with which a user signs in. */
public record UserIdentity(UUID userId, UUID identityId) {
  public UserIdentity {
    Checks.present(userId, "userId");
    Checks.present(identityId, "identityId");
  }
}
