package io.opsconductor.auth;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.auth.RecordDenials;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;

/** Tells of what services without a database refused. */
final class KeepDenials {
  private final Db db;
  private final Outbox outbox;

  KeepDenials(Db db, Outbox outbox) {
    this.db = db;
    this.outbox = outbox;
  }

  Empty handle(RecordDenials request, Call call) {
    return db.transaction(
        tx -> {
          request.events().forEach(event -> outbox.addOnce(tx, own(event)));
          return Empty.INSTANCE;
        });
  }

  /** A service tells only of its own events; who refused shows in the operation. */
  private static EventEnvelope own(EventEnvelope event) {
    return new EventEnvelope(
        event.id(),
        event.type(),
        "auth",
        event.time(),
        event.organizationId(),
        event.actorId(),
        event.actor(),
        event.resourceType(),
        event.resourceId(),
        event.correlationId(),
        event.data());
  }
}
