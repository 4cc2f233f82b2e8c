package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Gives the caller another password.
 *
 * @param currentPassword proves that it is not somebody at a screen that was left open
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record ChangePassword(
    SecretText currentPassword, SecretText newPassword, SessionClient client) {
  public ChangePassword {
    Checks.text(
        Checks.present(currentPassword, "currentPassword").reveal(), "currentPassword", 1024);
    Checks.text(Checks.present(newPassword, "newPassword").reveal(), "newPassword", 1024);
  }
}
