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

  private EventSql() {}
}
