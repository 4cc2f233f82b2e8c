package io.opsconductor.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.audit.ListActivity;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Events in the database. */
final class EventStore {

  /** Passes over those that are there. */
  void append(Tx tx, List<EventEnvelope> events) {
    tx.batch(EventSql.INSERT, events.stream().map(EventStore::tuple).toList());
  }

  /**
   * Newest first.
   *
   * @param type and {@code resourceId} null for all
   * @param before null for the newest
   */
  List<StoredEvent> list(
      Sql sql, UUID organizationId, String type, UUID resourceId, EventPosition before, int limit) {
    return sql.list(
        EventSql.LIST,
        EventStore::stored,
        organizationId,
        type,
        resourceId,
        before == null ? null : before.time(),
        before == null ? null : before.seq(),
        limit);
  }

  /**
   * What a user did, newest first.
   *
   * @param denials whether refusals are among it
   * @param before null for the newest
   */
  List<StoredEvent> activity(
      Sql sql,
      UUID organizationId,
      UUID userId,
      ListActivity asked,
      boolean denials,
      EventPosition before,
      int limit) {
    return sql.list(
        EventSql.ACTIVITY,
        EventStore::stored,
        organizationId,
        userId,
        time(asked.from()),
        time(asked.to()),
        asked.category() == null ? null : asked.category().nouns().toArray(String[]::new),
        denials,
        before == null ? null : before.time(),
        before == null ? null : before.seq(),
        limit);
  }

  boolean hasActed(Sql sql, UUID organizationId, UUID userId) {
    return sql.one(EventSql.HAS_ACTED, row -> row.getBoolean(0), organizationId, userId)
        .orElseThrow();
  }

  private static OffsetDateTime time(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static Tuple tuple(EventEnvelope event) {
    boolean ofInstallation = event.organizationId() == null;
    return Tuple.from(
        new Object[] {
          event.source(),
          event.id(),
          event.type(),
          event.time().atOffset(ZoneOffset.UTC),
          ofInstallation ? Ids.DEFAULT_ORGANIZATION : event.organizationId(),
          ofInstallation,
          event.actorId(),
          event.actor(),
          event.resourceType(),
          event.resourceId(),
          event.correlationId(),
          event.data() == null ? null : event.data().toString()
        });
  }

  private static StoredEvent stored(Row row) {
    OffsetDateTime time = row.getOffsetDateTime("time");
    boolean ofInstallation = row.getBoolean("of_installation");
    EventEnvelope event =
        new EventEnvelope(
            row.getUUID("id"),
            row.getString("type"),
            row.getString("source"),
            time.toInstant(),
            ofInstallation ? null : row.getUUID("organization_id"),
            row.getUUID("actor_id"),
            row.getString("actor"),
            row.getString("resource_type"),
            row.getUUID("resource_id"),
            row.getString("correlation_id"),
            row.getString("data") == null
                ? null
                : Wire.decode(row.getString("data"), JsonNode.class));
    return new StoredEvent(new EventPosition(time, row.getLong("seq")), event);
  }
}
