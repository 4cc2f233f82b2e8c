package io.opsconductor.auth;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.context.ContextSigner;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Turns an access token or an API token into a caller context, if it or its session lives and its
 * user may still act. Costs one row, one request to users and, for a token that was seen before,
 * one signature.
 */
final class IssueUserContext {
  private final AccessTokens accessTokens;
  private final VerifyToken apiTokens;
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final ContextSigner signer;
  private final Clock clock;

  IssueUserContext(
      AccessTokens accessTokens,
      VerifyToken apiTokens,
      SessionStore sessions,
      PrincipalClient principals,
      ContextSigner signer,
      Clock clock) {
    this.accessTokens = accessTokens;
    this.apiTokens = apiTokens;
    this.sessions = sessions;
    this.principals = principals;
    this.signer = signer;
    this.clock = clock;
  }

  IssuedContext handle(IssueContext request, Call call) {
    String token = request.accessToken().reveal();
    return TokenText.isMeant(token)
        ? ofApiToken(apiTokens.use(token, request.client()), call)
        : ofSession(accessTokens.verify(token), call);
  }

  private IssuedContext ofSession(AccessClaims claims, Call call) {
    Session session =
        sessions
            .findLive(claims.sessionId())
            .filter(live -> live.userId().equals(claims.userId()))
            .orElseThrow(AccessTokens::refused);
    Principal user = principals.find(session.userId(), call).orElseThrow(AccessTokens::refused);
    return issue(user, user.permissions(), session.id(), null, null);
  }

  private IssuedContext ofApiToken(ApiToken token, Call call) {
    Principal owner =
        principals
            .find(token.ownerId(), call)
            .filter(found -> found.organizationId().equals(token.organizationId()))
            .orElseThrow(UnknownTokens::refused);
    List<String> permissions = token.permittedOf(owner.permissions());
    return issue(owner, permissions, null, token.id(), token.expiresAt());
  }

  /**
   * Signs a context.
   *
   * @param end not after this; null when only the context's own lifetime counts
   */
  private IssuedContext issue(
      Principal user, List<String> permissions, UUID sessionId, UUID tokenId, Instant end) {
    // Taken before it is signed and cut to the second, so that it is never after the true end.
    Instant contextEnd =
        Instant.ofEpochSecond(clock.instant().plus(ContextSigner.LIFETIME).getEpochSecond());
    String token =
        signer.token(
            new CallerContext.User(
                user.id(),
                user.username(),
                user.organizationId(),
                sessionId,
                user.roles(),
                Set.copyOf(permissions),
                tokenId));
    return new IssuedContext(
        new SecretText(token),
        end != null && end.isBefore(contextEnd) ? end : contextEnd,
        user.id(),
        user.username(),
        user.organizationId(),
        sessionId,
        user.roles(),
        permissions,
        tokenId);
  }
}
