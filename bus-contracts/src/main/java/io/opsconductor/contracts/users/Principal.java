package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * What a user may do now.
 *
 * @param enabled whether the user may sign in at all
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all
 */
public record Principal(
    UUID id,
    String username,
    UUID organizationId,
    boolean enabled,
    List<String> roles,
    List<String> permissions) {
  public Principal {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
  }
}
