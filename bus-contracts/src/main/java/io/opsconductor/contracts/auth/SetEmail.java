package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * Another e-mail address of the caller, once it is proved.
 *
 * @param currentPassword because whoever gets the mails of an account can get the account
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record SetEmail(String email, SecretText currentPassword, SessionClient client) {
  public SetEmail {
    EmailAddress.check(email, "email");
    Checks.text(
        Checks.present(currentPassword, "currentPassword").reveal(), "currentPassword", 1024);
  }
}
