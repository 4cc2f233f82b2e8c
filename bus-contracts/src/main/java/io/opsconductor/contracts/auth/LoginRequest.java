package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/** Name and password, as typed. */
public record LoginRequest(String username, SecretText password) {
  public LoginRequest {
    Checks.text(username, "username", 128);
    Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
  }
}
