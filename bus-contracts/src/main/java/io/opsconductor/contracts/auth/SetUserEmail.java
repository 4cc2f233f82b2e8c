package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Another e-mail address of a user of the caller's organization, once it is proved. */
public record SetUserEmail(UUID id, String email) {
  public SetUserEmail {
    Checks.present(id, "id");
    EmailAddress.check(email, "email");
  }
}
