package io.opsconductor.contracts.auth;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What may be done with a token now. Nothing but {@code active} and a no to everything asked is
 * said of one that is not good, or is of another organization.
 *
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all
 * @param allowed those that were asked for, whether they hold for every object
 * @param some which of them hold for some objects only; for which, their owner says
 */
public record TokenPermissions(
    boolean active,
    UUID userId,
    String username,
    List<String> roles,
    List<String> permissions,
    Map<String, Boolean> allowed,
    List<String> some) {
  public TokenPermissions {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
    allowed = Map.copyOf(allowed);
    some = some == null ? List.of() : List.copyOf(some);
  }
}
