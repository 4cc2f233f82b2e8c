package io.opsconductor.auth;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.keys.AccessClaims;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.mfa.MfaRules;
import io.opsconductor.auth.mfa.PolicyLayers;
import io.opsconductor.auth.session.LiveSession;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.auth.tokens.ApiToken;
import io.opsconductor.auth.tokens.TokenHolder;
import io.opsconductor.auth.tokens.UnknownTokens;
import io.opsconductor.auth.tokens.VerifyToken;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.Optional;

/**
 * Tells who comes with an access token or an API token, if it or its session lives and its user may
 * still act. Costs one row and one request to users.
 */
final class FindHolder {
  /** Told of a user who may not sign in any more; their sessions go on when they may again. */
  private static final String USER_DISABLED = "user_disabled";

  private final AccessTokens accessTokens;
  private final VerifyToken apiTokens;
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final MfaRules rules;

  FindHolder(
      AccessTokens accessTokens,
      VerifyToken apiTokens,
      SessionStore sessions,
      PrincipalClient principals,
      MfaRules rules) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
    this.principals = principals;
    this.rules = rules;
  }

  /**
   * Of a token that is used.
   *
   * @param client who sent it; null when it is not known
   * @throws OpsException {@code unauthenticated} or {@code sign_in_slowed}
   */
  TokenHolder using(String token, SessionClient client, Call call) {
    return TokenText.isMeant(token)
        ? ofApiToken(apiTokens.use(token, client), call)
        : ofSession(accessTokens.verify(token), call);
  }

  /**
   * Of a token that is only looked at: it counts neither as a use nor as a guess.
   *
   * @throws OpsException {@code unauthenticated}
   */
  TokenHolder lookingAt(String token, Call call) {
    return TokenText.isMeant(token)
        ? ofApiToken(apiTokens.look(token), call)
        : ofSession(accessTokens.verify(token), call);
  }

  private TokenHolder ofSession(AccessClaims claims, Call call) {
    LiveSession live =
        sessions
            .findLive(claims.sessionId())
            .filter(found -> found.session().userId().equals(claims.userId()))
            .orElseThrow(() -> ended(sessions.endReason(claims.sessionId(), claims.userId())));
    Principal user =
        principals
            .find(live.session().userId(), call)
            .orElseThrow(() -> ended(Optional.of(USER_DISABLED)));
    PolicyLayers.Demand demand = rules.demand(user);
    boolean mustEnrol = live.mustEnrol(demand);
    return new TokenHolder(
        user,
        mustEnrol ? List.of() : user.permissions(),
        live.session().id(),
        null,
        claims.issuedAt(),
        claims.expiresAt(),
        live.freshUntil(demand).orElse(null),
        mustEnrol);
  }

  /** Whoever has the signed token may know why it is worth nothing any more. */
  private static OpsException ended(Optional<String> reason) {
    return reason
        .map(why -> new OpsException(ErrorCode.UNAUTHENTICATED, SessionEnded.words(why)))
        .orElseGet(AccessTokens::refused);
  }

  private TokenHolder ofApiToken(ApiToken token, Call call) {
    Principal owner =
        principals
            .find(token.ownerId(), call)
            .filter(found -> found.organizationId().equals(token.organizationId()))
            .orElseThrow(UnknownTokens::refused);
    return new TokenHolder(
        owner,
        token.permittedOf(owner.permissions()),
        null,
        token.id(),
        token.createdAt(),
        token.expiresAt(),
        null,
        false);
  }
}
