package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Another password for whoever got the mail.
 *
 * @param token of the mail; it is used up by this
 */
public record ConfirmPasswordReset(SecretText token, SecretText newPassword) {
  public ConfirmPasswordReset {
    Checks.text(Checks.present(token, "token").reveal(), "token", 128);
    Checks.text(Checks.present(newPassword, "newPassword").reveal(), "newPassword", 1024);
  }
}
