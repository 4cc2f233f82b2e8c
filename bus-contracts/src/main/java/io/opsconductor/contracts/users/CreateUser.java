package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.List;
import java.util.UUID;

/**
 * A person who may sign in.
 *
 * @param organizationId the caller's when absent; another only by whoever runs the installation
 */
public record CreateUser(
    String username, SecretText password, List<String> roles, UUID organizationId) {
  private static final int LONGEST_NAME = 128;

  public CreateUser(String username, SecretText password, List<String> roles) {
    this(username, password, roles, null);
  }

  public CreateUser {
    requireUsername(username);
    Checks.present(password, "password");
    roles = List.copyOf(Checks.present(roles, "roles"));
  }

  /** Whether a user can have this name. */
  public static boolean isUsername(String username) {
    return username != null
        && username.length() <= LONGEST_NAME
        && username.matches("[A-Za-z0-9][A-Za-z0-9._@-]*");
  }

  static void requireUsername(String username) {
    Checks.text(username, "username", LONGEST_NAME);
    if (!isUsername(username)) {
      throw Checks.invalid(
          "username", "must be letters, digits and . _ @ - and begin with a letter or digit");
    }
  }
}
