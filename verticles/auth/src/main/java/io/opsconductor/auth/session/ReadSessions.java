package io.opsconductor.auth.session;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.auth.ListUserSessions;
import io.opsconductor.contracts.auth.SessionPage;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import java.time.Clock;
import java.util.UUID;

/** Shows where a user is signed in: to the user, or to an administrator. */
public final class ReadSessions {
  private final SessionStore sessions;
  private final PrincipalClient principals;
  private final Clock clock;

  public ReadSessions(SessionStore sessions, PrincipalClient principals, Clock clock) {
    this.sessions = sessions;
    this.principals = principals;
    this.clock = clock;
  }

  public SessionPage own(PageRequest request, Call call) {
    return page(call.user().id(), request, call);
  }

  public SessionPage ofUser(ListUserSessions request, Call call) {
    principals.requireOfOrganization(request.userId(), call);
    return page(request.userId(), request.page(), call);
  }

  private SessionPage page(UUID userId, PageRequest request, Call call) {
    Cursor.Part<SessionRow> part =
        Cursor.cut(
            sessions.list(
                call.organizationId(),
                userId,
                clock.instant(),
                Cursor.id(request.cursor()),
                request.limit() + 1),
            request.limit(),
            SessionRow::id);
    UUID current = call.user().sessionId();
    return new SessionPage(
        part.items().stream().map(row -> row.toView(current)).toList(), part.next());
  }
}
