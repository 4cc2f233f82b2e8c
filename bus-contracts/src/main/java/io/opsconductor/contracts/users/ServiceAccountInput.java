package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * A service account: what a program acts as. It signs in with API tokens alone.
 *
 * @param name 1 to 64 letters, digits and {@code . _ -}; unique in the organization, in either case
 * @param description for people; may be absent
 * @param teamId the team that owns it, whose members manage it
 * @param roles none when absent
 */
public record ServiceAccountInput(
    String name, String description, UUID teamId, List<String> roles) {
  public static final int MAX_ROLES = 20;

  public ServiceAccountInput {
    checkName(name);
    Checks.optionalText(description, "description", 1000);
    Checks.present(teamId, "teamId");
    roles = roles == null ? List.of() : checkRoles(roles);
  }

  static void checkName(String name) {
    Checks.text(name, "name", 64);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw Checks.invalid(
          "name", "must be letters, digits and . _ - and begin with a letter or digit");
    }
  }

  static List<String> checkRoles(List<String> roles) {
    Checks.range(roles.size(), "roles", 0, MAX_ROLES);
    return List.copyOf(roles);
  }
}
