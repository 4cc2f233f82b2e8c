package io.opsconductor.auth;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.tokens.TokenHolder;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.IdRequest;
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
 * Turns an access token or an API token into a caller context, if it or its session lives and its
 * user may still act. Costs one row, one request to users and, for a token that was seen before,
 * one signature.
 */
final class IssueUserContext {
  private final FindHolder holders;
  private final PrincipalClient principals;
  private final ContextSigner signer;
  private final Clock clock;

  IssueUserContext(
      FindHolder holders, PrincipalClient principals, ContextSigner signer, Clock clock) {
    this.holders = holders;
    this.principals = principals;
    this.signer = signer;
    this.clock = clock;
  }

  IssuedContext handle(IssueContext request, Call call) {
    return issue(holders.using(request.accessToken().reveal(), request.client(), call));
  }

  /**
   * Of somebody who is not there, and so is asked for no second factor.
   *
   * @throws io.opsconductor.contracts.OpsException {@code not_found}, {@code forbidden}
   */
  IssuedContext unattended(IdRequest request, Call call) {
    Principal user = principals.requireEnabled(request.id(), call);
    return issue(
        new TokenHolder(user, user.permissions(), null, null, clock.instant(), null, null, false));
  }

  private IssuedContext issue(TokenHolder holder) {
    Principal user = holder.user();
    // Taken before it is signed and cut to the second, so that it is never after the true end.
    Instant contextEnd =
        Instant.ofEpochSecond(clock.instant().plus(ContextSigner.LIFETIME).getEpochSecond());
    String token =
        signer.token(
            new CallerContext.User(
                user.id(),
                user.username(),
                user.organizationId(),
                holder.sessionId(),
                user.roles(),
                Set.copyOf(holder.permissions()),
                holder.tokenId(),
                holder.freshUntil(),
                holder.mustEnrol()));
    Instant end = holder.expiresAt();
    return new IssuedContext(
        new SecretText(token),
        end != null && end.isBefore(contextEnd) ? end : contextEnd,
        user.id(),
        user.username(),
        user.organizationId(),
        holder.sessionId(),
        user.roles(),
        holder.permissions(),
        holder.tokenId(),
        holder.mustEnrol() ? true : null,
        user.serviceAccount());
  }
}
