package io.opsconductor.auth;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Ends sessions, with the event, and a hint to whoever keeps their contexts. */
final class SessionEnding {
  private final SessionStore sessions;
  private final Outbox outbox;
  private final HintBus hints;
  private final Clock clock;

  SessionEnding(SessionStore sessions, Outbox outbox, HintBus hints, Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.hints = hints;
    this.clock = clock;
  }

  /** Does nothing for one that is at its end. */
  void end(Tx tx, UUID sessionId, Session.EndReason reason) {
    sessions
        .revoke(tx, sessionId, reason, clock.instant())
        .ifPresent(session -> tell(tx, session, reason));
  }

  void endAllOf(Tx tx, UUID userId, Session.EndReason reason) {
    sessions
        .revokeAllOf(tx, userId, reason, clock.instant())
        .forEach(session -> tell(tx, session, reason));
  }

  private void tell(Tx tx, Session session, Session.EndReason reason) {
    outbox.add(
        tx,
        session.organizationId(),
        "session.ended",
        "session",
        session.id(),
        Map.of("userId", session.userId(), "reason", reason.name().toLowerCase(Locale.ROOT)));
    tx.afterCommit(
        () -> hints.publish(AuthOperations.SESSION_ENDED, new SessionEnded(session.id())));
  }
}
