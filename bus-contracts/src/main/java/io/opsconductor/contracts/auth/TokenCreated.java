package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API token that was given out.
 *
 * @param token its text, told this once
 * @param expiresAt null when it does not end
 */
public record TokenCreated(
    UUID id,
    String name,
    SecretText token,
    UUID ownerId,
    List<String> permissions,
    List<TokenScope> scopes,
    Instant createdAt,
    Instant expiresAt) {
  public TokenCreated {
    permissions = List.copyOf(permissions);
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
  }
}
