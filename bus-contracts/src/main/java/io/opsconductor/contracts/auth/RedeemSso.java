package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * A program fetches the session for which somebody signed in with a browser.
 *
 * @param code that the browser brought it
 * @param verifier whose SHA-256 it told at the beginning
 * @param otp a code of the second factor; null for none
 * @param client the program, as the gateway sees it; null when it is not known
 */
public record RedeemSso(
    SecretText code, SecretText verifier, SecretText otp, SessionClient client) {
  private static final int MOST = 128;

  public RedeemSso {
    Checks.text(Checks.present(code, "code").reveal(), "code", MOST);
    Checks.text(Checks.present(verifier, "verifier").reveal(), "verifier", MOST);
    if (otp != null) {
      Checks.text(otp.reveal(), "otp", MOST);
    }
  }
}
