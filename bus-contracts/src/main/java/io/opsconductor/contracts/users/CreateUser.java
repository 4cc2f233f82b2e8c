package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.List;

/** A person who may sign in. */
public record CreateUser(String username, SecretText password, List<String> roles) {
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
