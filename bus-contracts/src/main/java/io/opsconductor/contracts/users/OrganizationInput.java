package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;

/**
 * An organization: a wall, behind which there are users and things of its own.
 *
 * @param limits none when absent
 */
public record OrganizationInput(String name, OrganizationLimits limits) {
  public OrganizationInput {
    Checks.name(name, "name");
    limits = limits == null ? OrganizationLimits.NONE : limits;
  }
}
