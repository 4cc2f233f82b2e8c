package io.opsconductor.contracts.auth;

import java.util.List;
import java.util.UUID;

/**
 * What an API token was made for, for those who own the objects: with it both it and its owner must
 * be allowed.
 *
 * @param permissions that hold for every object
 * @param scopes what holds for some only
 */
public record TokenLimits(
    UUID id, String name, UUID ownerId, List<String> permissions, List<TokenScope> scopes) {
  public TokenLimits {
    permissions = List.copyOf(permissions);
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
  }
}
