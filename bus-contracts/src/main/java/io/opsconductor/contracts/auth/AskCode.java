package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Asks for a code by mail where a sign-in asks for a second factor.
 *
 * @param challenge as {@code mfa_required} gave it
 */
public record AskCode(SecretText challenge) {
  public AskCode {
    Checks.text(Checks.present(challenge, "challenge").reveal(), "challenge", 128);
  }
}
