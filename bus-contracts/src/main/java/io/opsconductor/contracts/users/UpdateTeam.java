package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Changes a team; what is absent stays.
 *
 * @param expectedVersion that was edited; null to change whatever is there
 */
public record UpdateTeam(UUID id, String name, String description, Integer expectedVersion) {
  public UpdateTeam {
    Checks.present(id, "id");
    if (name != null) {
      Checks.name(name, "name");
    }
    Checks.optionalText(description, "description", 1000);
  }
}
