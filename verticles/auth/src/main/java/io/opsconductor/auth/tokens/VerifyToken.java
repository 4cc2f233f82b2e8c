package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenState;
import io.opsconductor.contracts.auth.TokenText;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tells a good API token from others, by one row. */
public final class VerifyToken {
  private final ApiTokenStore store;
  private final TokenUses uses;
  private final UnknownTokens unknown;
  private final Clock clock;

  public VerifyToken(ApiTokenStore store, TokenUses uses, UnknownTokens unknown, Clock clock) {
    this.store = store;
    this.uses = uses;
    this.unknown = unknown;
    this.clock = clock;
  }

  /**
   * The token that is used now.
   *
   * @throws io.opsconductor.contracts.OpsException {@code unauthenticated} or {@code
   *     sign_in_slowed}
   */
  public ApiToken use(String text, SessionClient client) {
    if (!TokenText.isWellFormed(text)) {
      throw UnknownTokens.refused();
    }
    Optional<ApiToken> found = store.find(text);
    Instant now = clock.instant();
    TokenState state = found.map(token -> token.state(now)).orElse(TokenState.REVOKED);
    if (state != TokenState.ACTIVE) {
      throw unknown.refusal(found, reason(found, state), client);
    }
    ApiToken token = found.orElseThrow();
    uses.note(token.id(), now, client == null ? null : client.address());
    return token;
  }

  /**
   * The token, without a word of it being used.
   *
   * @throws io.opsconductor.contracts.OpsException {@code unauthenticated}
   */
  public ApiToken look(String text) {
    return (TokenText.isWellFormed(text) ? store.find(text) : Optional.<ApiToken>empty())
        .filter(token -> token.state(clock.instant()) == TokenState.ACTIVE)
        .orElseThrow(UnknownTokens::refused);
  }

  private static UnknownTokens.Reason reason(Optional<ApiToken> found, TokenState state) {
    if (found.isEmpty()) {
      return UnknownTokens.Reason.UNKNOWN;
    }
    return state == TokenState.EXPIRED
        ? UnknownTokens.Reason.EXPIRED
        : UnknownTokens.Reason.REVOKED;
  }
}
