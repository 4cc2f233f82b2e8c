package io.opsconductor.executions;

/** Statements on runs of schedules. */
final class DueSql {
  private DueSql() {}

  static final String STARTED =
      """
      SELECT e.id, e.schedule_id, e.schedule_due_at, e.created_at
      FROM unnest($2::uuid[], $3::timestamptz[]) AS due(schedule_id, due_at)
      JOIN executions e ON e.schedule_id = due.schedule_id AND e.schedule_due_at = due.due_at
      WHERE e.schedule_id IS NOT NULL AND e.organization_id = $1\
      """;

  static final String GOING =
      """
      SELECT id, schedule_id, end_reason IS NOT NULL AS ending FROM executions
      WHERE schedule_id = ANY($2) AND organization_id = $1
        AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelling')
      ORDER BY id\
      """;

  static final String FOUND =
      "SELECT id, state, started_at, finished_at FROM executions WHERE id = ANY($1)";
}
