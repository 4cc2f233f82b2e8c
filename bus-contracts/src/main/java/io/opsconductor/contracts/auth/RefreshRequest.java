package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.SecretText;

/** The refresh token that was given last; it is used up by this. */
public record RefreshRequest(SecretText refreshToken) {
  public RefreshRequest {
    Checks.text(Checks.present(refreshToken, "refreshToken").reveal(), "refreshToken", 512);
  }
}
