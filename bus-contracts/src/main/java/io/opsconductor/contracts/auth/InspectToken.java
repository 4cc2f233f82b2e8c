package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/** Asks what a token is worth, for a service outside that was given it. */
public record InspectToken(SecretText token) {
  public InspectToken {
    Checks.text(Checks.present(token, "token").reveal(), "token", 8192);
  }
}
