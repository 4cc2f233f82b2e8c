package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Asks what a browser needs to show a passkey where a sign-in asks for a second factor.
 *
 * @param challenge as {@code mfa_required} gave it
 */
public record AskPasskey(SecretText challenge) {
  public AskPasskey {
    Checks.text(Checks.present(challenge, "challenge").reveal(), "challenge", 128);
  }
}
