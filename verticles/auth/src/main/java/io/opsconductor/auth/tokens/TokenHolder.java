package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who comes with a good token.
 *
 * @param permissions what may be done with it
 * @param sessionId null for an API token
 * @param tokenId null for an access token
 * @param expiresAt null when it does not end
 * @param freshUntil of a session: as its context says; null when no second factor is asked for
 * @param mustEnrol whether nothing may be done before a second factor is set up
 */
public record TokenHolder(
    Principal user,
    List<String> permissions,
    UUID sessionId,
    UUID tokenId,
    Instant issuedAt,
    Instant expiresAt,
    Instant freshUntil,
    boolean mustEnrol) {
  public TokenHolder {
    permissions = List.copyOf(permissions);
  }

  /** Not on every object, but on some. */
  public boolean mayOnSome(String permission) {
    return !may(permission) && permissions.contains(permission + Permissions.SOME);
  }

  public boolean may(String permission) {
    return permissions.contains(Permissions.ALL) || permissions.contains(permission);
  }
}
