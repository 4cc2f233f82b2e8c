package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.auth.TokenLimits;
import io.opsconductor.contracts.auth.TokenScope;
import io.opsconductor.contracts.auth.TokenState;
import io.opsconductor.contracts.auth.TokenView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An API token, without its text.
 *
 * @param permissions at most these of the owner's, on every object; {@code *} for all
 * @param scopes what else it may do to some objects
 * @param expiresAt null when it does not end
 * @param revokedAt null when it was not revoked
 */
public record ApiToken(
    UUID id,
    UUID organizationId,
    UUID ownerId,
    String name,
    List<String> permissions,
    List<TokenScope> scopes,
    Instant createdAt,
    Instant expiresAt,
    Instant revokedAt,
    Instant lastUsedAt,
    String lastUsedFrom) {
  private static final String ALL = "*";

  public ApiToken {
    permissions = List.copyOf(permissions);
    scopes = List.copyOf(scopes);
  }

  TokenState state(Instant now) {
    if (revokedAt != null) {
      return TokenState.REVOKED;
    }
    return expiresAt != null && !now.isBefore(expiresAt) ? TokenState.EXPIRED : TokenState.ACTIVE;
  }

  /** What may be done with it, when its owner may this. */
  public List<String> permittedOf(List<String> owner) {
    if (permissions.contains(ALL)) {
      return owner;
    }
    Stream<String> everywhere =
        owner.contains(ALL)
            ? permissions.stream()
            : permissions.stream().flatMap(one -> held(owner, one));
    Set<String> held = Set.copyOf(owner);
    Stream<String> somewhere =
        scopes.isEmpty()
            ? Stream.empty()
            : Permissions.all().stream()
                .filter(one -> isLimited(one) && Permissions.somewhere(held, one))
                .map(one -> one + Permissions.SOME);
    return Stream.concat(everywhere, somewhere).toList();
  }

  /** Whether it holds for some objects only, whoever the owner is. */
  private boolean isLimited(String permission) {
    return !permissions.contains(permission)
        && scopes.stream().anyMatch(one -> one.gives(permission));
  }

  /** Of what the owner may for some objects, the token may no more than that. */
  private static Stream<String> held(List<String> owner, String permission) {
    String some = permission + Permissions.SOME;
    if (owner.contains(permission)) {
      return Stream.of(permission);
    }
    return owner.contains(some) ? Stream.of(some) : Stream.empty();
  }

  TokenLimits limits() {
    return new TokenLimits(id, name, ownerId, permissions, scopes);
  }

  TokenView toView(Instant now) {
    return new TokenView(
        id,
        name,
        ownerId,
        permissions,
        scopes,
        state(now),
        createdAt,
        expiresAt,
        lastUsedAt,
        lastUsedFrom);
  }
}
