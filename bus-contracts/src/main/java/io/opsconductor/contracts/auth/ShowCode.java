package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * The caller shows a second factor.
 *
 * @param code six digits of the authenticator application, or a recovery code
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record ShowCode(SecretText code, SessionClient client) {
  public ShowCode {
    Checks.text(Checks.present(code, "code").reveal(), "code", 64);
  }
}
