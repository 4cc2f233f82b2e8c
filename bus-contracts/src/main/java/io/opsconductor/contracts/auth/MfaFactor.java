package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.time.Instant;
import java.util.UUID;

/**
 * A second factor that is set up, as shown to its user.
 *
 * @param lastUsedAt null when it was not used yet
 */
public record MfaFactor(
    UUID id, FactorKind kind, String name, Instant createdAt, Instant lastUsedAt) {
  public MfaFactor {
    Checks.present(id, "id");
    Checks.present(kind, "kind");
    Checks.present(createdAt, "createdAt");
  }
}
