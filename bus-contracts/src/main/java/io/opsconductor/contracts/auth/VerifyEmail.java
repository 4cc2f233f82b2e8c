package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Proves an e-mail address.
 *
 * @param token of the mail; it is used up by this
 */
public record VerifyEmail(SecretText token) {
  public VerifyEmail {
    Checks.text(Checks.present(token, "token").reveal(), "token", 128);
  }
}
