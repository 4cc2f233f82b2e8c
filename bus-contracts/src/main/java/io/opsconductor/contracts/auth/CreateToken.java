package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Gives out an API token.
 *
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all that its owner may; what the
 *     owner may not, the token may not either, at whatever time it is used
 * @param expiresAt when it ends; as late as may be when null
 * @param endless whether it does not end at all, which the installation must allow; false when null
 */
public record CreateToken(
    String name, List<String> permissions, Instant expiresAt, Boolean endless) {
  /** So many permissions may be listed. */
  public static final int MAX_PERMISSIONS = 100;

  private static final int MAX_PERMISSION = 80;

  public CreateToken {
    Checks.name(name, "name");
    Checks.present(permissions, "permissions");
    Checks.range(permissions.size(), "permissions", 1, MAX_PERMISSIONS);
    for (int i = 0; i < permissions.size(); i++) {
      requirePermission(permissions.get(i), "permissions/" + i);
    }
    permissions = List.copyOf(Set.copyOf(permissions)).stream().sorted().toList();
    endless = endless != null && endless;
    if (endless && expiresAt != null) {
      throw Checks.invalid("expiresAt", "must be absent when the token does not end");
    }
  }

  private static void requirePermission(String permission, String field) {
    Checks.text(permission, field, MAX_PERMISSION);
    if (!permission.equals("*") && !permission.matches("[a-z-]+:[a-z-]+")) {
      throw Checks.invalid(field, "must be like target:read, or * for all that you may");
    }
  }
}
