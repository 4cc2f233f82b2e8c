package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/**
 * The refresh token that was given last; it is used up by this, unless it is shared and new.
 *
 * @param client who asks, as the gateway sees it; null when it is not known
 * @param shared whether several ask with it that do not know of each other, as tabs of a browser do
 *     with its cookie; null for no
 */
public record RefreshRequest(SecretText refreshToken, SessionClient client, Boolean shared) {
  public RefreshRequest {
    Checks.text(Checks.present(refreshToken, "refreshToken").reveal(), "refreshToken", 512);
  }

  /** Of a client that keeps it for itself. */
  public RefreshRequest(SecretText refreshToken, SessionClient client) {
    this(refreshToken, client, null);
  }
}
