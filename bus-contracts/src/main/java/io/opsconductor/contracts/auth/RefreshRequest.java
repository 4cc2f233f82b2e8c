package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * The refresh token that was given last; it is used up by this.
 *
 * @param client who asks, as the gateway sees it; null when it is not known
 */
public record RefreshRequest(SecretText refreshToken, SessionClient client) {
  public RefreshRequest {
    Checks.text(Checks.present(refreshToken, "refreshToken").reveal(), "refreshToken", 512);
  }
}
