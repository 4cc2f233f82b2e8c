package io.opsconductor.executions;

/** Statements on runs of schedules. */
final class DueSql {
  private DueSql() {}

  /**
   * For the rest of a transaction. A plan that was made when the table was small is kept until the
   * table is analysed again, and would read all of it for each due time of a sudden many.
   */
  static final String BY_INDEX = "SET LOCAL enable_seqscan = off";

  /**
   * Each is looked up by its index, whatever the planner believes of the table: {@code OFFSET 0}
   * keeps the condition on the organization from choosing another, {@link #BY_INDEX} the planner
   * from none.
   */
  static final String STARTED =
      """
      SELECT e.id, due.schedule_id, due.due_at, e.created_at
      FROM unnest($2::uuid[], $3::timestamptz[]) AS due(schedule_id, due_at)
      CROSS JOIN LATERAL (
        SELECT id, organization_id, created_at FROM executions
        WHERE schedule_id = due.schedule_id AND schedule_due_at = due.due_at OFFSET 0) e
      WHERE e.organization_id = $1\
      """;

  /** As {@link #STARTED}, of any organization. */
  static final String MADE =
      """
      SELECT e.id, due.schedule_id, due.due_at, e.created_at
      FROM unnest($1::uuid[], $2::timestamptz[]) AS due(schedule_id, due_at)
      CROSS JOIN LATERAL (
        SELECT id, created_at FROM executions
        WHERE schedule_id = due.schedule_id AND schedule_due_at = due.due_at OFFSET 0) e\
      """;

  /** As {@link #STARTED}. */
  static final String GOING =
      """
      SELECT e.id, asked.schedule_id, e.schedule_due_at, e.ending
      FROM unnest($2::uuid[]) AS asked(schedule_id)
      CROSS JOIN LATERAL (
        SELECT id, organization_id, schedule_due_at, end_reason IS NOT NULL AS ending FROM executions
        WHERE schedule_id = asked.schedule_id
          AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelling') OFFSET 0) e
      WHERE e.organization_id = $1
      ORDER BY e.id\
      """;

  /** The run with the latest due time of each schedule, which may be at its end; by its index. */
  static final String LATEST =
      """
      SELECT e.id, asked.schedule_id, e.schedule_due_at
      FROM unnest($2::uuid[]) AS asked(schedule_id)
      CROSS JOIN LATERAL (
        SELECT id, organization_id, schedule_due_at FROM executions
        WHERE schedule_id = asked.schedule_id ORDER BY schedule_due_at DESC LIMIT 1) e
      WHERE e.organization_id = $1\
      """;

  static final String FOUND =
      "SELECT id, state, started_at, finished_at FROM executions WHERE id = ANY($1)";
}
