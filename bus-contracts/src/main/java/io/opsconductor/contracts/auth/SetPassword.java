package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;
import java.util.UUID;

/** Gives a user a password. Asked twice with the same values it leaves the same state. */
public record SetPassword(UUID userId, String username, UUID organizationId, SecretText password) {
  public SetPassword {
    Checks.present(userId, "userId");
    Checks.text(username, "username", 128);
    Checks.present(organizationId, "organizationId");
    Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
  }
}
