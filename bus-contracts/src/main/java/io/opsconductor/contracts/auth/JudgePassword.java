package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Asks whether a password would be accepted. It is neither kept nor written to a log.
 *
 * @param username whose it would be; the caller's when null
 */
public record JudgePassword(SecretText password, String username) {
  public JudgePassword {
    Checks.text(Checks.present(password, "password").reveal(), "password", 1024);
    Checks.optionalText(username, "username", 128);
  }
}
