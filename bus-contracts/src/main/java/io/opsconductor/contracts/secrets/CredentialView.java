package io.opsconductor.contracts.secrets;

import java.time.Instant;
import java.util.UUID;

/**
 * A credential as shown: never its secret.
 *
 * @param fingerprint of the public key, {@code SHA256:…}; absent for a password
 */
public record CredentialView(
    UUID id,
    String name,
    CredentialType type,
    String username,
    int version,
    String fingerprint,
    Instant createdAt,
    Instant updatedAt) {}
