package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * What a user or a service account may do now.
 *
 * @param enabled whether the user may sign in at all
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all
 * @param serviceAccount whether it is no person: it has API tokens and nothing else to sign in
 *     with; null for no
 */
public record Principal(
    UUID id,
    String username,
    UUID organizationId,
    boolean enabled,
    List<String> roles,
    List<String> permissions,
    Boolean serviceAccount) {
  /** A person. */
  public Principal(
      UUID id,
      String username,
      UUID organizationId,
      boolean enabled,
      List<String> roles,
      List<String> permissions) {
    this(id, username, organizationId, enabled, roles, permissions, null);
  }

  public Principal {
    roles = List.copyOf(roles);
    permissions = List.copyOf(permissions);
  }

  /**
   * Whether it is a service account. Not named as a getter is, which would be written as a field.
   */
  public boolean belongsToProgram() {
    return Boolean.TRUE.equals(serviceAccount);
  }
}
