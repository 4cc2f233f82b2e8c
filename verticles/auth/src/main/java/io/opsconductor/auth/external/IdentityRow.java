package io.opsconductor.auth.external;

import io.opsconductor.contracts.auth.IdentityView;
import java.time.Instant;
import java.util.UUID;

/**
 * An account of an external directory, and whose it is.
 *
 * @param making whether it is not yet known if users has the user
 */
record IdentityRow(
    UUID id,
    UUID organizationId,
    UUID userId,
    String provider,
    String subject,
    boolean making,
    String username,
    String displayName,
    String email,
    Instant linkedAt,
    Instant lastUsedAt) {
  IdentityView toView() {
    return new IdentityView(
        id, provider, subject, username, displayName, email, linkedAt, lastUsedAt);
  }
}
