package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Gives somebody who is not signed in another password, as when the present one has expired.
 *
 * @param otp a code of the second factor; null when none is shown
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record RenewPassword(
    String username,
    SecretText currentPassword,
    SecretText newPassword,
    SecretText otp,
    SessionClient client) {
  public RenewPassword {
    Checks.text(username, "username", 128);
    Checks.text(
        Checks.present(currentPassword, "currentPassword").reveal(), "currentPassword", 1024);
    Checks.text(Checks.present(newPassword, "newPassword").reveal(), "newPassword", 1024);
    if (otp != null) {
      Checks.text(otp.reveal(), "otp", 64);
    }
  }
}
