package io.opsconductor.auth;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.context.ContextSigner;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Turns an access token or an API token into a caller context, if it or its session lives and its
 * user may still act. Costs one row, one request to users and, for a token that was seen before,
 * one signature.
 */
final class IssueUserContext {
  /** Told of a user who may not sign in any more; their sessions go on when they may again. */
  private static final String USER_DISABLED = "user_disabled";

  private final AccessTokens accessTokens;
  private final VerifyToken apiTokens;
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final ContextSigner signer;
  private final MfaRules rules;
  private final Clock clock;

  /**
   * What a context says beside who it is.
   *
   * @param sessionId null with an API token
   * @param tokenId null in a session
   * @param end not after this; null when only the context's own lifetime counts
   * @param freshUntil null when no second factor is asked for
   */
  private record Grant(
      List<String> permissions,
      UUID sessionId,
      UUID tokenId,
      Instant end,
      Instant freshUntil,
      boolean mustEnrol) {}

  IssueUserContext(
      AccessTokens accessTokens,
      VerifyToken apiTokens,
      SessionStore sessions,
      PrincipalClient principals,
      ContextSigner signer,
      MfaRules rules,
      Clock clock) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
    this.principals = principals;
    this.signer = signer;
    this.rules = rules;
    this.clock = clock;
  }

  IssuedContext handle(IssueContext request, Call call) {
    String token = request.accessToken().reveal();
    return TokenText.isMeant(token)
        ? ofApiToken(apiTokens.use(token, request.client()), call)
        : ofSession(accessTokens.verify(token), call);
  }

  private IssuedContext ofSession(AccessClaims claims, Call call) {
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
    return issue(
        user,
        new Grant(
            mustEnrol ? List.of() : user.permissions(),
            live.session().id(),
            null,
            null,
            live.freshUntil(demand).orElse(null),
            mustEnrol));
  }

  /** Whoever has the signed token may know why it is worth nothing any more. */
  private static OpsException ended(Optional<String> reason) {
    return reason
        .map(why -> new OpsException(ErrorCode.UNAUTHENTICATED, SessionEnded.words(why)))
        .orElseGet(AccessTokens::refused);
  }

  private IssuedContext ofApiToken(ApiToken token, Call call) {
    Principal owner =
        principals
            .find(token.ownerId(), call)
            .filter(found -> found.organizationId().equals(token.organizationId()))
            .orElseThrow(UnknownTokens::refused);
    List<String> permissions = token.permittedOf(owner.permissions());
    return issue(owner, new Grant(permissions, null, token.id(), token.expiresAt(), null, false));
  }

  private IssuedContext issue(Principal user, Grant grant) {
    // Taken before it is signed and cut to the second, so that it is never after the true end.
    Instant contextEnd =
        Instant.ofEpochSecond(clock.instant().plus(ContextSigner.LIFETIME).getEpochSecond());
    String token =
        signer.token(
            new CallerContext.User(
                user.id(),
                user.username(),
                user.organizationId(),
                grant.sessionId(),
                user.roles(),
                Set.copyOf(grant.permissions()),
                grant.tokenId(),
                grant.freshUntil(),
                grant.mustEnrol()));
    return new IssuedContext(
        new SecretText(token),
        grant.end() != null && grant.end().isBefore(contextEnd) ? grant.end() : contextEnd,
        user.id(),
        user.username(),
        user.organizationId(),
        grant.sessionId(),
        user.roles(),
        grant.permissions(),
        grant.tokenId(),
        grant.mustEnrol() ? true : null);
  }
}
