package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Changes an organization; what is absent stays.
 *
 * @param limits all of them; those that are absent within are none
 * @param expectedVersion that was edited; null to change whatever is there
 */
public record UpdateOrganization(
    UUID id, String name, OrganizationLimits limits, Integer expectedVersion) {
  public UpdateOrganization {
    Checks.present(id, "id");
    if (name != null) {
      Checks.name(name, "name");
    }
  }
}
