package io.opsconductor.auth.session;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Ends sessions, with the event, and a hint to whoever keeps their contexts. The event names the
 * user who asked; none when a service did.
 */
public final class SessionEnding {
  private final SessionStore sessions;
  private final Outbox outbox;
  private final HintBus hints;
  private final Clock clock;

  public SessionEnding(SessionStore sessions, Outbox outbox, HintBus hints, Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.hints = hints;
    this.clock = clock;
  }

  /** Does nothing for one that is at its end. */
  void end(Tx tx, Call call, UUID sessionId, Session.EndReason reason) {
    sessions
        .revoke(tx, sessionId, reason, clock.instant())
        .ifPresent(session -> tell(tx, call, session, reason));
  }

  /**
   * Ends the sessions of a user.
   *
   * @param except goes on; none when null
   * @return how many were not at their end
   */
  public int endAllOf(
      Tx tx, Call call, UUID organizationId, UUID userId, UUID except, Session.EndReason reason) {
    List<Session> ended =
        sessions.revokeAllOf(tx, organizationId, userId, except, reason, clock.instant());
    ended.forEach(session -> tell(tx, call, session, reason));
    return ended.size();
  }

  private void tell(Tx tx, Call call, Session session, Session.EndReason reason) {
    Map<String, ?> data = Map.of("userId", session.userId(), "reason", name(reason));
    if (call.caller().user().isPresent()) {
      outbox.add(tx, call, "session.ended", "session", session.id(), data);
    } else {
      outbox.add(tx, session.organizationId(), "session.ended", "session", session.id(), data);
    }
    tx.afterCommit(
        () ->
            hints.publish(
                AuthOperations.SESSION_ENDED, new SessionEnded(session.id(), name(reason))));
  }

  private static String name(Session.EndReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
