package io.opsconductor.audit;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.audit.ActivityCategory;
import io.opsconductor.contracts.audit.EventPage;
import io.opsconductor.contracts.audit.ListActivity;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.UUID;

/**
 * Lists what somebody did. Everybody sees their own, in a session; all else needs {@code
 * audit:read}. Refusals are left out of what is shown without it: some of them hide a thing from
 * the one who asked for it.
 */
final class ReadActivity {
  private static final String READ = "audit:read";

  private final Db db;
  private final EventStore store;
  private final BusClient bus;

  ReadActivity(Db db, EventStore store, BusClient bus) {
    this.db = db;
    this.store = store;
    this.bus = bus;
  }

  EventPage handle(ListActivity request, Call call) {
    CallerContext.User caller = call.user();
    UUID userId = request.userId() == null ? caller.id() : request.userId();
    boolean own = userId.equals(caller.id()) && caller.tokenId() == null;
    boolean all = caller.mayEverywhere(READ);
    if (!all && (!own || request.category() == ActivityCategory.DENIAL)) {
      throw new OpsException(ErrorCode.FORBIDDEN, "This needs the permission " + READ);
    }
    int limit = request.page().limit();
    EventPosition before = EventPosition.of(request.page().cursor());
    List<StoredEvent> found =
        store.activity(db, call.organizationId(), userId, request, all, before, limit + 1);
    if (found.isEmpty() && before == null) {
      requireKnown(userId, call);
    }
    Cursor.Part<StoredEvent> part = Cursor.cut(found, limit, StoredEvent::position);
    return new EventPage(part.items().stream().map(StoredEvent::event).toList(), part.next());
  }

  /** Of somebody who was deleted the events stay; who never was, or is elsewhere, is unknown. */
  private void requireKnown(UUID userId, Call call) {
    UUID organizationId = call.organizationId();
    if (!userId.equals(call.user().id())
        && !store.hasActed(db, organizationId, userId)
        && !isOf(organizationId, userId, call)) {
      throw unknown(userId);
    }
  }

  private boolean isOf(UUID organizationId, UUID userId, Call call) {
    try {
      return bus.callAsService(UserOperations.PRINCIPAL, new IdRequest(userId), call)
          .organizationId()
          .equals(organizationId);
    } catch (OpsException e) {
      if (e.is(ErrorCode.NOT_FOUND)) {
        return false;
      }
      throw e;
    }
  }

  private static OpsException unknown(UUID userId) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no user " + userId);
  }
}
