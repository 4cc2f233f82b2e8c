package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * A role of the organization's own.
 *
 * @param description for people; may be absent
 * @param permissions {@code <thing>:<verb>}, 1 to 200; each counts once
 */
public record RoleInput(String name, String description, List<String> permissions) {
  public static final int MAX_PERMISSIONS = 200;

  public RoleInput {
    Checks.text(name, "name", 63);
    if (!name.matches("[a-z][a-z0-9_-]*")) {
      throw Checks.invalid("name", "must be small letters, digits and _ - and begin with a letter");
    }
    Checks.optionalText(description, "description", 1000);
    Checks.range(
        Checks.present(permissions, "permissions").size(), "permissions", 1, MAX_PERMISSIONS);
    permissions = List.copyOf(permissions);
  }
}
