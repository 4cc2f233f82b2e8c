package io.opsconductor.platform.outbox;

import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a service has applied of the events that it was told of: they are delivered at least once,
 * and are applied once. An event is remembered for 30 days, far longer than any relay tries.
 */
public final class Inbox {
  /** In one order always, so that two deliveries of the same events do not wait for each other. */
  private static final String REMEMBER =
      """
      INSERT INTO inbox (source, id)
      SELECT source, id FROM unnest($1::text[], $2::uuid[]) AS told (source, id) ORDER BY source, id
      ON CONFLICT DO NOTHING
      RETURNING source, id\
      """;

  private static final String FORGET =
      "DELETE FROM inbox WHERE received_at < now() - interval '30 days'";

  /** Ids are unique within their source. */
  private record Key(String source, UUID id) {}

  private Inbox() {}

  /**
   * The events that are told of for the first time, in their order. They are remembered in the
   * caller's transaction, in which it applies them.
   */
  public static List<EventEnvelope> unseen(Tx tx, List<EventEnvelope> events) {
    if (events.isEmpty()) {
      return events;
    }
    Set<Key> fresh =
        tx
            .list(
                REMEMBER,
                row -> new Key(row.getString(0), row.getUUID(1)),
                events.stream().map(EventEnvelope::source).toArray(String[]::new),
                events.stream().map(EventEnvelope::id).toArray(UUID[]::new))
            .stream()
            .collect(Collectors.toSet());
    // An event that stands in the list twice is taken at its first place.
    return events.stream()
        .filter(event -> fresh.remove(new Key(event.source(), event.id())))
        .toList();
  }

  /** Forgets what came long ago. */
  public static void forget(Sql sql) {
    sql.execute(FORGET);
  }
}
