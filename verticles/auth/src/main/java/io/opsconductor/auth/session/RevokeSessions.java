package io.opsconductor.auth.session;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.EndSessions;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.auth.SignOutUser;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.UUID;

/** Ends sessions of a user from elsewhere: for the user, or for an administrator. */
public final class RevokeSessions {
  private final Db db;
  private final SessionStore sessions;
  private final SessionEnding ending;
  private final PrincipalClient principals;

  public RevokeSessions(
      Db db, SessionStore sessions, SessionEnding ending, PrincipalClient principals) {
    this.db = db;
    this.sessions = sessions;
    this.ending = ending;
    this.principals = principals;
  }

  /** One of the caller's own. */
  public Empty one(IdRequest request, Call call) {
    CallerContext.User user = call.user();
    if (!sessions.isOf(user.organizationId(), user.id(), request.id())) {
      throw new OpsException(ErrorCode.NOT_FOUND, "You have no session " + request.id());
    }
    return db.transaction(
        tx -> {
          ending.end(tx, call, request.id(), Session.EndReason.ENDED_BY_USER);
          return Empty.INSTANCE;
        });
  }

  public SessionsEnded own(EndSessions request, Call call) {
    UUID except = request.exceptCurrent() ? call.user().sessionId() : null;
    return all(call.user().id(), except, Session.EndReason.ENDED_BY_USER, call);
  }

  public SessionsEnded ofUser(IdRequest request, Call call) {
    principals.requireOfOrganization(request.id(), call);
    boolean self = request.id().equals(call.user().id());
    return all(
        request.id(),
        null,
        self ? Session.EndReason.ENDED_BY_USER : Session.EndReason.ENDED_BY_ADMINISTRATOR,
        call);
  }

  /** What was left when the user was disabled. */
  public SessionsEnded ofDisabled(SignOutUser request, Call call) {
    return new SessionsEnded(
        db.transaction(
            tx ->
                ending.endAllOf(
                    tx,
                    call,
                    request.organizationId(),
                    request.userId(),
                    null,
                    Session.EndReason.ENDED_BY_ADMINISTRATOR)));
  }

  private SessionsEnded all(UUID userId, UUID except, Session.EndReason reason, Call call) {
    return new SessionsEnded(
        db.transaction(
            tx -> ending.endAllOf(tx, call, call.organizationId(), userId, except, reason)));
  }
}
