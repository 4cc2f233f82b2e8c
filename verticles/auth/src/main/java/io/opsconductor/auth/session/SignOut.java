package io.opsconductor.auth.session;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.UUID;

/** Ends the caller's session, or that of a refresh token. */
public final class SignOut {
  private static final String LOGOUT = "logout";

  private final Db db;
  private final SessionStore sessions;
  private final SessionEnding ending;

  public SignOut(Db db, SessionStore sessions, SessionEnding ending) {
    this.db = db;
    this.sessions = sessions;
    this.ending = ending;
  }

  public Empty handle(Empty request, Call call) {
    UUID session = call.user().sessionId();
    if (session == null) {
      return Empty.INSTANCE;
    }
    return db.transaction(
        tx -> {
          ending.end(tx, call, session, Session.EndReason.LOGOUT);
          return Empty.INSTANCE;
        });
  }

  public SessionEnded byToken(RefreshRequest request, Call call) {
    UUID session =
        sessions
            .findToken(request.refreshToken().reveal())
            .map(row -> row.session().id())
            .orElse(null);
    if (session == null) {
      return new SessionEnded(null, null);
    }
    return db.transaction(
        tx -> {
          ending.end(tx, call, session, Session.EndReason.LOGOUT);
          return new SessionEnded(session, LOGOUT);
        });
  }
}
