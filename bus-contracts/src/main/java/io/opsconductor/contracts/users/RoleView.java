package io.opsconductor.contracts.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A role, as shown.
 *
 * @param builtIn whether it comes with the product; such a role is never changed
 * @param permissions {@code <thing>:<verb>}, or {@code *} for all
 * @param version 1 at first; one more with each change
 * @param createdAt null for one that is built in
 */
public record RoleView(
    UUID id,
    String name,
    String description,
    boolean builtIn,
    List<String> permissions,
    int version,
    Instant createdAt) {
  public RoleView {
    permissions = List.copyOf(permissions);
  }
}
