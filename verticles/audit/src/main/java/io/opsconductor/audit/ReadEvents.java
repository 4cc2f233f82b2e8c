package io.opsconductor.audit;

import io.opsconductor.contracts.audit.EventPage;
import io.opsconductor.contracts.audit.ListEvents;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.List;

/** Lists the events of the caller's organization, newest first. */
final class ReadEvents {
  private final Db db;
  private final EventStore store;

  ReadEvents(Db db, EventStore store) {
    this.db = db;
    this.store = store;
  }

  EventPage handle(ListEvents request, Call call) {
    int limit = request.page().limit();
    EventPosition before = EventPosition.of(request.page().cursor());
    List<StoredEvent> found =
        store.list(
            db, call.organizationId(), request.type(), request.resourceId(), before, limit + 1);
    Cursor.Part<StoredEvent> part = Cursor.cut(found, limit, StoredEvent::position);
    return new EventPage(part.items().stream().map(StoredEvent::event).toList(), part.next());
  }
}
