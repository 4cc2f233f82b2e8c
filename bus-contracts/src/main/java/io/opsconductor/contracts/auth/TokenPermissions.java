package io.opsconductor.contracts.auth;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What may be done with a token now. Nothing but {@code active} and a no to everything asked is
 * said of one that is not good, or is of another organization.
 *
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all
 * @param allowed those that were asked for
 */
public record TokenPermissions(
    boolean active,
    UUID userId,
    String username,
    List<String> roles,
    List<String> permissions,
    Map<String, Boolean> allowed) {
  public TokenPermissions {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
    allowed = Map.copyOf(allowed);
  }
}
