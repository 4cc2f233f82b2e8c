package io.opsconductor.auth.tokens;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;

/** Ends API tokens, with the event, and a hint to whoever keeps their contexts. */
public final class RevokeToken {
  private final Db db;
  private final ApiTokenStore store;
  private final ReadTokens tokens;
  private final Outbox outbox;
  private final HintBus hints;
  private final Clock clock;

  public RevokeToken(
      Db db, ApiTokenStore store, ReadTokens tokens, Outbox outbox, HintBus hints, Clock clock) {
    this.db = db;
    this.store = store;
    this.tokens = tokens;
    this.outbox = outbox;
    this.hints = hints;
    this.clock = clock;
  }

  public Empty handle(IdRequest request, Call call) {
    ApiToken token = tokens.revocable(request.id(), call);
    db.transaction(
        tx -> {
          if (store.revoke(tx, token, clock.instant())) {
            outbox.add(
                tx,
                call,
                "token.revoked",
                "token",
                token.id(),
                TokenFacts.named(Change.removed(TokenFacts.of(token)), token));
          }
          // Told again when it is revoked already: the hint may have been lost.
          tx.afterCommit(
              () ->
                  hints.publish(
                      AuthOperations.SESSION_ENDED, new SessionEnded(token.id(), "token_revoked")));
          return token;
        });
    return Empty.INSTANCE;
  }
}
