package io.opsconductor.auth;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.TokenState;
import io.opsconductor.contracts.auth.TokenView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An API token, without its text.
 *
 * @param permissions at most these of the owner's; {@code *} for all
 * @param expiresAt null when it does not end
 * @param revokedAt null when it was not revoked
 */
record ApiToken(
    UUID id,
    UUID organizationId,
    UUID ownerId,
    String name,
    List<String> permissions,
    Instant createdAt,
    Instant expiresAt,
    Instant revokedAt,
    Instant lastUsedAt,
    String lastUsedFrom) {
  private static final String ALL = "*";

  ApiToken {
    permissions = List.copyOf(permissions);
  }

  TokenState state(Instant now) {
    if (revokedAt != null) {
      return TokenState.REVOKED;
    }
    return expiresAt != null && !now.isBefore(expiresAt) ? TokenState.EXPIRED : TokenState.ACTIVE;
  }

  /** What may be done with it, when its owner may this. */
  List<String> permittedOf(List<String> owner) {
    if (permissions.contains(ALL)) {
      return owner;
    }
    return owner.contains(ALL)
        ? permissions
        : permissions.stream().flatMap(one -> held(owner, one)).toList();
  }

  /** Of what the owner may for some objects, the token may no more than that. */
  private static Stream<String> held(List<String> owner, String permission) {
    String some = permission + Permissions.SOME;
    if (owner.contains(permission)) {
      return Stream.of(permission);
    }
    return owner.contains(some) ? Stream.of(some) : Stream.empty();
  }

  TokenView toView(Instant now) {
    return new TokenView(
        id, name, ownerId, permissions, state(now), createdAt, expiresAt, lastUsedAt, lastUsedFrom);
  }
}
