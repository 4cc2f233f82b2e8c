package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Name and password, as typed.
 *
 * @param otp a code of the second factor, where one is due; null for none
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record LoginRequest(
    String username, SecretText password, SecretText otp, SessionClient client) {
  public LoginRequest {
    Checks.text(username, "username", 128);
    Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
    if (otp != null) {
      Checks.text(otp.reveal(), "otp", 64);
    }
  }

  public LoginRequest(String username, SecretText password, SessionClient client) {
    this(username, password, null, client);
  }
}
