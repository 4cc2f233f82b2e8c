package io.opsconductor.platform.outbox;

import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.audit.AppendEvents;
import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/**
 * Sends what the outbox holds to audit and marks it after the acknowledgement. When it dies between
 * the two the event is sent again, and audit keeps it once. Several relays may run: each takes rows
 * that no other has locked.
 */
public final class OutboxRelay {
  /** How many events are not sent yet, {@code $1} at most, and since when the oldest waits. */
  public static final String WAITING =
      """
      SELECT count(*)::int, min(created_at)
      FROM (SELECT created_at FROM outbox WHERE sent_at IS NULL ORDER BY created_at LIMIT $1) waiting\
      """;

  private static final int BATCH = 200;

  private static final String UNSENT =
      """
      SELECT envelope::text FROM outbox WHERE sent_at IS NULL
      ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED\
      """;

  private static final String MARK = "UPDATE outbox SET sent_at = now() WHERE id = ANY($1)";

  private static final String FORGET =
      "DELETE FROM outbox WHERE sent_at < now() - interval '1 day'";

  private final Db db;
  private final BusClient bus;

  public OutboxRelay(Db db, BusClient bus) {
    this.db = db;
    this.bus = bus;
  }

  /** Sends all that is there now. */
  public void run() {
    int sent;
    do {
      sent = db.transaction(this::relay);
    } while (sent == BATCH);
  }

  /** Forgets what was sent more than a day ago. */
  public void forget() {
    db.execute(FORGET);
  }

  private int relay(Tx tx) {
    List<EventEnvelope> events = tx.list(UNSENT, OutboxRelay::event, BATCH);
    if (!events.isEmpty()) {
      bus.call(AuditOperations.APPEND, new AppendEvents(events));
      FaultPoint.OUTBOX_ACKNOWLEDGED.pass();
      tx.execute(MARK, (Object) events.stream().map(EventEnvelope::id).toArray(UUID[]::new));
    }
    return events.size();
  }

  private static EventEnvelope event(Row row) {
    return Wire.decode(row.getString(0), EventEnvelope.class);
  }
}
