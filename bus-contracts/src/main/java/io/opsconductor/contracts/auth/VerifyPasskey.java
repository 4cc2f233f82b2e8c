package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Ends a sign-in that a second factor is due for with a passkey.
 *
 * @param challenge as {@code mfa_required} gave it; not that of the passkey
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record VerifyPasskey(
    SecretText challenge, PasskeyAssertion credential, SessionClient client) {
  public VerifyPasskey {
    Checks.text(Checks.present(challenge, "challenge").reveal(), "challenge", 128);
    Checks.present(credential, "credential");
  }
}
