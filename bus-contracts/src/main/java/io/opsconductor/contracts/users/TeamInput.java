package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;

/**
 * A team.
 *
 * @param description for people; may be absent
 */
public record TeamInput(String name, String description) {
  public TeamInput {
    Checks.name(name, "name");
    Checks.optionalText(description, "description", 1000);
  }
}
