package io.opsconductor.auth.session;

import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import java.util.UUID;

/** What a client gets at sign-in and at each refresh. */
public final class TokenPairs {
  private final AccessTokens accessTokens;
  private final RefreshToken refreshTokens;

  public TokenPairs(AccessTokens accessTokens, RefreshToken refreshTokens) {
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
  }

  String firstRefreshToken() {
    return refreshTokens.first();
  }

  TokenPair pair(Principal user, UUID sessionId, String refreshToken) {
    return new TokenPair(
        new SecretText(accessTokens.sign(user, sessionId)),
        new SecretText(refreshToken),
        accessTokens.lifetime().toSeconds(),
        "Bearer");
  }
}
