package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;

/**
 * Ends the API tokens of a service account that was deleted. They were refused since it was, so
 * this only tells at once who keeps their contexts, and leaves no token that looks good.
 */
public final class EndAccountTokens {
  private final Db db;
  private final ApiTokenStore store;
  private final Outbox outbox;
  private final HintBus hints;
  private final Clock clock;

  public EndAccountTokens(Db db, ApiTokenStore store, Outbox outbox, HintBus hints, Clock clock) {
    this.db = db;
    this.store = store;
    this.outbox = outbox;
    this.hints = hints;
    this.clock = clock;
  }

  public Empty handle(IdRequest account, Call call) {
    return db.transaction(
        tx -> {
          store.revokeAllOf(tx, account.id(), clock.instant()).forEach(token -> tell(tx, token));
          return Empty.INSTANCE;
        });
  }

  private void tell(Tx tx, ApiToken token) {
    outbox.add(
        tx,
        token.organizationId(),
        "token.revoked",
        "token",
        token.id(),
        TokenFacts.named(
            Change.removed(TokenFacts.of(token)).with("reason", "service_account_deleted"), token));
    tx.afterCommit(
        () ->
            hints.publish(
                AuthOperations.SESSION_ENDED,
                new SessionEnded(token.id(), "service_account_deleted")));
  }
}
