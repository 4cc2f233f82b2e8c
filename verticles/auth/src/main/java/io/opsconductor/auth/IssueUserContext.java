package io.opsconductor.auth;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.context.ContextSigner;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * Turns an access token into a caller context, if its session lives and its user may still act.
 * Costs one row, one request to users and, for a token that was seen before, one signature.
 */
final class IssueUserContext {
  private final AccessTokens accessTokens;
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final ContextSigner signer;
  private final Clock clock;

  IssueUserContext(
      AccessTokens accessTokens,
      SessionStore sessions,
      PrincipalClient principals,
      ContextSigner signer,
      Clock clock) {
    this.accessTokens = accessTokens;
    this.sessions = sessions;
    this.principals = principals;
    this.signer = signer;
    this.clock = clock;
  }

  IssuedContext handle(IssueContext request, Call call) {
    AccessClaims claims = accessTokens.verify(request.accessToken().reveal());
    Session session =
        sessions
            .findLive(claims.sessionId())
            .filter(live -> live.userId().equals(claims.userId()))
            .orElseThrow(AccessTokens::refused);
    Principal user = principals.find(session.userId(), call).orElseThrow(AccessTokens::refused);
    return issue(user, session);
  }

  private IssuedContext issue(Principal user, Session session) {
    // Taken before it is signed and cut to the second, so that it is never after the true end.
    Instant expiresAt =
        Instant.ofEpochSecond(clock.instant().plus(ContextSigner.LIFETIME).getEpochSecond());
    String token =
        signer.token(
            new CallerContext.User(
                user.id(),
                user.username(),
                user.organizationId(),
                session.id(),
                user.roles(),
                Set.copyOf(user.permissions())));
    return new IssuedContext(
        new SecretText(token),
        expiresAt,
        user.id(),
        user.username(),
        user.organizationId(),
        session.id(),
        user.roles(),
        user.permissions());
  }
}
