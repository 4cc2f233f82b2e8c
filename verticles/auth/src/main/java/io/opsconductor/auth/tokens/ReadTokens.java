package io.opsconductor.auth.tokens;

import io.opsconductor.auth.account.AccountClient;
import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.auth.ListAccountTokens;
import io.opsconductor.contracts.auth.ListUserTokens;
import io.opsconductor.contracts.auth.TokenLimits;
import io.opsconductor.contracts.auth.TokenPage;
import io.opsconductor.contracts.auth.TokenState;
import io.opsconductor.contracts.auth.TokenView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/** Shows API tokens: to their owners, to themselves, and to who may see all. */
public final class ReadTokens {
  private final ApiTokenStore store;
  private final PrincipalClient principals;
  private final AccountClient accounts;
  private final Clock clock;

  public ReadTokens(
      ApiTokenStore store, PrincipalClient principals, AccountClient accounts, Clock clock) {
    this.store = store;
    this.principals = principals;
    this.accounts = accounts;
    this.clock = clock;
  }

  public TokenPage own(PageRequest request, Call call) {
    return page(call.user().id(), request, call);
  }

  public TokenPage ofUser(ListUserTokens request, Call call) {
    principals.requireOfOrganization(request.userId(), call);
    return page(request.userId(), request.page(), call);
  }

  public TokenPage ofAccount(ListAccountTokens request, Call call) {
    accounts.requireVisible(request.accountId(), call);
    return page(request.accountId(), request.page(), call);
  }

  public TokenView one(IdRequest request, Call call) {
    return find(
            request.id(), "token:read", token -> accounts.isVisible(token.ownerId(), call), call)
        .toView(clock.instant());
  }

  /**
   * One that the caller may revoke.
   *
   * @throws OpsException {@code not_found}
   */
  ApiToken revocable(UUID id, Call call) {
    return find(id, "token:revoke", token -> accounts.isManaged(token.ownerId(), call), call);
  }

  /**
   * For those who own objects: what a token was made for that somebody comes with. Of any
   * organization.
   */
  public TokenLimits limits(IdRequest request, Call call) {
    return store
        .find(request.id())
        .filter(token -> token.state(clock.instant()) == TokenState.ACTIVE)
        .map(ApiToken::limits)
        .orElseThrow(() -> unknown(request.id()));
  }

  /**
   * One that the caller may reach.
   *
   * @param forOthers permission that makes it any of the organization
   * @param ofAccount asked last: whether it is of a service account that the caller may reach
   */
  private ApiToken find(UUID id, String forOthers, Predicate<ApiToken> ofAccount, Call call) {
    CallerContext.User user = call.user();
    return store
        .find(user.organizationId(), id)
        .filter(token -> isOwn(token, user) || user.may(forOthers) || ofAccount.test(token))
        .orElseThrow(() -> unknown(id));
  }

  private static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no API token " + id);
  }

  /** A token reaches itself and, whoever its owner is, no other. */
  private static boolean isOwn(ApiToken token, CallerContext.User user) {
    return user.isInSession()
        ? token.ownerId().equals(user.id())
        : token.id().equals(user.tokenId());
  }

  private TokenPage page(UUID ownerId, PageRequest request, Call call) {
    Instant now = clock.instant();
    Cursor.Part<ApiToken> part =
        Cursor.cut(
            store.list(
                call.organizationId(), ownerId, Cursor.id(request.cursor()), request.limit() + 1),
            request.limit(),
            ApiToken::id);
    return new TokenPage(
        part.items().stream().map(token -> token.toView(now)).toList(), part.next());
  }
}
