package io.opsconductor.auth;

import io.opsconductor.contracts.Empty;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.UUID;

/** Ends the caller's session. */
final class SignOut {
  private final Db db;
  private final SessionEnding ending;

  SignOut(Db db, SessionEnding ending) {
    this.db = db;
    this.ending = ending;
  }

  Empty handle(Empty request, Call call) {
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
}
