package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * One reason why somebody may do something, or may not: a role of the user or service account, or a
 * grant.
 *
 * @param grantId null for a role that the user has
 * @param role by its name
 * @param permissions of the role, {@code *} for all
 * @param object null for everything
 * @param team through which the user has it; null when it is the user's own
 */
public record Entitlement(
    UUID grantId,
    String role,
    List<String> permissions,
    GrantObject object,
    GrantEffect effect,
    String team) {
  public Entitlement {
    permissions = List.copyOf(permissions);
  }
}
