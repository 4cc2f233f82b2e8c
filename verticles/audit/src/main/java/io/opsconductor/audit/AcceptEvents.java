package io.opsconductor.audit;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.audit.AppendEvents;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Inbox;
import java.util.List;

/**
 * Takes what a service says that happened. A service speaks only for itself; an event that came
 * before is passed over. The answer comes after the commit of all.
 */
final class AcceptEvents {
  private final Db db;
  private final EventStore store;

  AcceptEvents(Db db, EventStore store) {
    this.db = db;
    this.store = store;
  }

  Empty handle(AppendEvents request, Call call) {
    String sender = call.caller().service();
    for (EventEnvelope event : request.events()) {
      if (!event.source().equals(sender)) {
        throw new OpsException(
            ErrorCode.FORBIDDEN,
            "The service " + sender + " may not tell of events of " + event.source());
      }
    }
    db.transaction(
        tx -> {
          List<EventEnvelope> unseen = Inbox.unseen(tx, request.events());
          if (!unseen.isEmpty()) {
            store.append(tx, unseen);
          }
          return Empty.INSTANCE;
        });
    return Empty.INSTANCE;
  }
}
