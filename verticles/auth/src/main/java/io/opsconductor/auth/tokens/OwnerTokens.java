package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Ends all API tokens of an owner who was deleted, and tells of each. They were refused since, so
 * this only tells at once who keeps their contexts, and leaves no token that looks good.
 */
public final class OwnerTokens {
  private final ApiTokenStore store;
  private final Outbox outbox;
  private final HintBus hints;
  private final Clock clock;

  public OwnerTokens(ApiTokenStore store, Outbox outbox, HintBus hints, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.hints = hints;
    this.clock = clock;
  }

  /**
   * Of a user or service account.
   *
   * @param organizationId the owner's; null where only the owner is known
   * @param reason in the events, and for those who have streams open
   * @return those that were good still
   */
  public List<UUID> endAll(Tx tx, Call call, UUID organizationId, UUID ownerId, String reason) {
    List<ApiToken> ended = store.revokeAllOf(tx, organizationId, ownerId, clock.instant());
    ended.forEach(token -> tell(tx, call, token, reason));
    return ended.stream().map(ApiToken::id).toList();
  }

  private void tell(Tx tx, Call call, ApiToken token, String reason) {
    outbox.add(
        tx,
        call,
        token.organizationId(),
        "token.revoked",
        "token",
        token.id(),
        TokenFacts.named(Change.removed(TokenFacts.of(token)).with("reason", reason), token));
    tx.afterCommit(
        () -> hints.publish(AuthOperations.SESSION_ENDED, new SessionEnded(token.id(), reason)));
  }
}
