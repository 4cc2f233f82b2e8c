package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Says whether a user of the caller's organization has to show a second factor.
 *
 * @param policy null to say nothing, so that the next wider policy counts
 */
public record SetUserMfaPolicy(UUID userId, MfaPolicy policy) {
  public SetUserMfaPolicy {
    Checks.present(userId, "userId");
  }
}
