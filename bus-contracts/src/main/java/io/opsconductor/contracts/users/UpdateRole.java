package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Changes a role; what is absent stays. Its name stays, because users and grants go by it.
 *
 * @param expectedVersion that was edited; null to change whatever is there
 */
public record UpdateRole(
    UUID id, String description, List<String> permissions, Integer expectedVersion) {
  public UpdateRole {
    Checks.present(id, "id");
    Checks.optionalText(description, "description", 1000);
    if (permissions != null) {
      Checks.range(permissions.size(), "permissions", 1, RoleInput.MAX_PERMISSIONS);
      permissions = List.copyOf(permissions);
    }
  }
}
