package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Ends a sign-in that a second factor is due for.
 *
 * @param challenge as {@code mfa_required} gave it
 * @param code six digits of the authenticator application, or a recovery code
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record VerifyMfa(SecretText challenge, SecretText code, SessionClient client) {
  public VerifyMfa {
    Checks.text(Checks.present(challenge, "challenge").reveal(), "challenge", 128);
    Checks.text(Checks.present(code, "code").reveal(), "code", 64);
  }
}
