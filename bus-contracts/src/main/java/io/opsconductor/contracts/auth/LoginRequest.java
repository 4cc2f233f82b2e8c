package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Name and password, as typed.
 *
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record LoginRequest(String username, SecretText password, SessionClient client) {
  public LoginRequest {
    Checks.text(username, "username", 128);
    Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
  }
}
