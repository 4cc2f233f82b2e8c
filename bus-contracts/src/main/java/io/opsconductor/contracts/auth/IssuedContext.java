package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A signed caller context for one session.
 *
 * @param token to be sent with bus messages until {@code expiresAt}
 * @param permissions what the user may do, {@code *} for all
 */
public record IssuedContext(
    SecretText token,
    Instant expiresAt,
    UUID userId,
    String username,
    UUID organizationId,
    UUID sessionId,
    List<String> roles,
    List<String> permissions) {
  public IssuedContext {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
  }
}
