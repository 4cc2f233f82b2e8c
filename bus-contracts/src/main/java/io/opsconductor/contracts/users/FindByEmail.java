package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Asks whose address this is, in any case of its letters. */
public record FindByEmail(UUID organizationId, String email) {
  private static final int MOST_EMAIL = 254;

  public FindByEmail {
    Checks.present(organizationId, "organizationId");
    Checks.text(email, "email", MOST_EMAIL);
  }
}
