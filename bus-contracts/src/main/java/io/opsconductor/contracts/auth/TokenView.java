package io.opsconductor.contracts.auth;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API token, as shown: without its text, which nobody has any more.
 *
 * @param ownerId the user or service account whose it is
 * @param permissions that hold for every object
 * @param scopes what holds for some objects only
 * @param expiresAt null when it does not end
 * @param lastUsedAt to the minute; null when it never was
 * @param lastUsedFrom address of the client then; null when it is not known
 */
public record TokenView(
    UUID id,
    String name,
    UUID ownerId,
    List<String> permissions,
    List<TokenScope> scopes,
    TokenState state,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    String lastUsedFrom) {
  public TokenView {
    permissions = List.copyOf(permissions);
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
  }
}
