package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A signed caller context for one session or API token.
 *
 * @param token to be sent with bus messages until {@code expiresAt}
 * @param sessionId null for an API token
 * @param permissions what the user may do, {@code *} for all
 * @param tokenId the API token; null for a session
 * @param mustEnrol whether the session may do nothing but set up a second factor; null for no
 * @param serviceAccount whether the caller is no person; null for no
 */
public record IssuedContext(
    SecretText token,
    Instant expiresAt,
    UUID userId,
    String username,
    UUID organizationId,
    UUID sessionId,
    List<String> roles,
    List<String> permissions,
    UUID tokenId,
    Boolean mustEnrol,
    Boolean serviceAccount) {
  /** Of a caller of whom nothing more is asked. */
  public IssuedContext(
      SecretText token,
      Instant expiresAt,
      UUID userId,
      String username,
      UUID organizationId,
      UUID sessionId,
      List<String> roles,
      List<String> permissions,
      UUID tokenId) {
    this(
        token,
        expiresAt,
        userId,
        username,
        organizationId,
        sessionId,
        roles,
        permissions,
        tokenId,
        null,
        null);
  }

  public IssuedContext {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
  }
}
