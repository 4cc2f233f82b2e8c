package io.opsconductor.audit;

/** Statements on {@code events}. */
final class EventSql {
  static final String INSERT =
      """
      INSERT INTO events (source, id, type, time, organization_id, of_installation, actor_id, actor,
                          resource_type, resource_id, correlation_id, data)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb)
      ON CONFLICT (source, id) DO NOTHING
      """;

  static final String LIST =
      """
      SELECT seq, source, id, type, time, organization_id, of_installation, actor_id, actor,
             resource_type, resource_id, correlation_id, data::text AS data
      FROM events
      WHERE organization_id = $1
        AND ($2::text IS NULL OR type = $2)
        AND ($3::uuid IS NULL OR resource_id = $3)
        AND ($4::timestamptz IS NULL OR (time, seq) < ($4, $5::bigint))
      ORDER BY time DESC, seq DESC LIMIT $6
      """;

  private static final String OF_ACTIVITY =
      """
        AND ($3::timestamptz IS NULL OR time >= $3) AND ($4::timestamptz IS NULL OR time < $4)
        AND ($5::text[] IS NULL OR split_part(type, '.', 1) = ANY($5))
        AND ($6 OR type <> 'access.denied')
        AND ($7::timestamptz IS NULL OR (time, seq) < ($7, $8::bigint))
      ORDER BY time DESC, seq DESC LIMIT $9
      """;

  /** What a user did, and what happened where the user was to sign in, before anybody was known. */
  static final String ACTIVITY =
      """
      SELECT * FROM (
        (SELECT seq, source, id, type, time, organization_id, of_installation, actor_id, actor,
                resource_type, resource_id, correlation_id, data::text AS data
         FROM events WHERE organization_id = $1 AND actor_id = $2 %1$s)
        UNION ALL
        (SELECT seq, source, id, type, time, organization_id, of_installation, actor_id, actor,
                resource_type, resource_id, correlation_id, data::text AS data
         FROM events WHERE organization_id = $1 AND resource_id = $2 AND actor_id IS NULL
           AND source = 'auth' %1$s)) e
      ORDER BY time DESC, seq DESC LIMIT $9
      """
          .formatted(OF_ACTIVITY);

  static final String HAS_ACTED =
      "SELECT EXISTS (SELECT FROM events WHERE organization_id = $1 AND actor_id = $2)";

  private EventSql() {}
}
