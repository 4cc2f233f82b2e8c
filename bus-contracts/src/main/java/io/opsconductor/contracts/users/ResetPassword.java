package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.UUID;

/** Gives a user of the caller's organization another password. */
public record ResetPassword(UUID id, SecretText password) {
  public ResetPassword {
    Checks.present(id, "id");
    Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
  }
}
