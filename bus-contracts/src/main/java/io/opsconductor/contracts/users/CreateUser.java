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
  public CreateUser(String username, SecretText password, List<String> roles) {
    this(username, password, roles, null);
  }

  public CreateUser {
    Checks.text(username, "username", 128);
    if (!username.matches("[A-Za-z0-9][A-Za-z0-9._@-]*")) {
      throw Checks.invalid(
          "username", "must be letters, digits and . _ @ - and begin with a letter or digit");
    }
    Checks.present(password, "password");
    roles = List.copyOf(Checks.present(roles, "roles"));
  }
}
