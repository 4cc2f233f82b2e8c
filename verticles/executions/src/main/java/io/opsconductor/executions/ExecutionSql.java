package io.opsconductor.executions;

import java.util.Map;

/** Statements on the table executions. */
final class ExecutionSql {
  private ExecutionSql() {}

  private static final String LOCKED =
      """
      SELECT id, organization_id, parallelism, output_max_bytes, last_seq, state, end_reason, pending, running, waiting,
             succeeded, failed, cancelled, timed_out, unreachable, skipped, lost
      FROM executions
      """;

  static final String LOCK = LOCKED + "WHERE id = ANY($1) ORDER BY id FOR UPDATE";

  static final String LOCK_OF_TASKS =
      LOCKED
          + """
          WHERE id IN (SELECT execution_id FROM tasks WHERE id = ANY($1))
          ORDER BY id FOR UPDATE OF executions\
          """;

  static final String LOCK_ONE =
      LOCKED + "WHERE id = $1 AND organization_id = $2 ORDER BY id FOR UPDATE";

  /** The counts in the order of the states of tasks. */
  static final String SAVE =
      """
      UPDATE executions SET
        state = $2, end_reason = $3, last_seq = $4, pending = $5, running = $6, waiting = $7,
        succeeded = $8, failed = $9, cancelled = $10, timed_out = $11, unreachable = $12,
        skipped = $13, lost = $14,
        started_at = CASE WHEN $15::boolean THEN coalesce(started_at, clock_timestamp())
                          ELSE started_at END,
        last_claim_at = CASE WHEN $15::boolean THEN clock_timestamp() ELSE last_claim_at END,
        finished_at = CASE WHEN $16::boolean THEN clock_timestamp() ELSE finished_at END
      WHERE id = $1\
      """;

  private static final String VIEW =
      """
      SELECT id, state, job_id, job_version, name, started_by, rerun_of, schedule_id, schedule_due_at,
             created_at, started_at, finished_at, pending, running, waiting, succeeded, failed, cancelled, timed_out,
             unreachable, skipped, lost
      FROM executions
      """;

  static final String GET = VIEW + "WHERE id = $1 AND organization_id = $2";

  /** First argument of the condition in {@link #list}. */
  static final int LIST_CONDITION = 4;

  static String list(String condition) {
    return VIEW
        + """
        WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) AND %s
        ORDER BY id DESC LIMIT $3\
        """
            .formatted(condition);
  }

  /** First argument of the condition in {@link #within}. */
  static final int WITHIN_CONDITION = 3;

  static String within(String condition) {
    return "SELECT id FROM executions WHERE organization_id = $1 AND id = $2 AND " + condition;
  }

  static final String GOING =
      """
      SELECT count(*)::int FROM executions
      WHERE organization_id = $1
        AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelling')
      """;

  private static final String OF_STARTERS =
      """
      FROM executions
      WHERE organization_id = $1 AND started_by_id = ANY($2)
        AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelling')
        AND end_reason IS NULL
      """;

  static final String QUEUED_OF_STARTERS =
      "SELECT id, started_by_id " + OF_STARTERS + "AND state = 'queued' ORDER BY id LIMIT $3";

  static final String COUNT_OF_STARTERS = "SELECT count(*)::int " + OF_STARTERS;

  /** First argument of the condition in {@link #ofStarters}. */
  static final int OF_STARTERS_CONDITION = 4;

  static String ofStarters(String condition) {
    return "SELECT id " + OF_STARTERS + "AND " + condition + " ORDER BY id LIMIT $3";
  }

  static final String OWNER =
      "SELECT started_by_id FROM executions WHERE organization_id = $1 AND id = $2";

  static final Map<String, String> COLUMNS = Map.of("id", "id::text");

  /** An execution has the name that its job had when it was started. */
  private static final String JOB_NAME = "CASE WHEN job_id IS NOT NULL THEN name END";

  static final Map<String, String> JOB_COLUMNS =
      Map.of(
          "id",
          "job_id::text",
          "name",
          JOB_NAME,
          "folder",
          "left('/' || "
              + JOB_NAME
              + ", greatest(1, length(name) - strpos(reverse(name), '/') + 1)"
              + " * (strpos(name, '/') > 0)::int + (strpos(name, '/') = 0)::int)");

  private static final String RECIPES =
      """
      SELECT e.id, e.organization_id, e.state, e.job_id, e.job_version, e.name,
             e.spec::text AS spec, e.parameters::text AS parameters,
             e.own_targets
      FROM executions e
      """;

  static final String RECIPE = RECIPES + "WHERE e.id = $1 AND e.organization_id = $2";

  /** Of several organizations: each id with the one that its task belongs to. */
  static final String RECIPES_OF =
      RECIPES
          + """
          JOIN unnest($1::uuid[], $2::uuid[]) AS asked(id, organization_id)
            ON asked.id = e.id AND asked.organization_id = e.organization_id\
          """;

  static final String CLAIMABLE =
      """
      SELECT o.execution_id AS id, o.tasks AS room, e.spec_bytes, true AS orphaned, NULL::uuid AS queued_by
      FROM (SELECT execution_id, count(*)::int AS tasks FROM tasks
            WHERE phase = 'orphaned' GROUP BY execution_id ORDER BY min(lease_until) LIMIT $1) o
      JOIN executions e ON e.id = o.execution_id
      UNION ALL
      SELECT p.id, p.room, p.spec_bytes, false, p.queued_by
      FROM (SELECT id, least(pending, parallelism - running) AS room, spec_bytes,
                   CASE WHEN state = 'queued' THEN started_by_id END AS queued_by
            FROM executions e
            WHERE state IN ('queued', 'running') AND pending > 0 AND running < parallelism
              AND ($2 OR state = 'running')
              AND (SELECT t.next_attempt_at FROM tasks t
                   WHERE t.execution_id = e.id AND t.state = 'pending'
                   ORDER BY t.next_attempt_at LIMIT 1) <= statement_timestamp()
            ORDER BY last_claim_at, id LIMIT $1) p\
      """;

  /** How many tasks wait, {@code $1} at most, and since when the oldest. */
  static final String WAITING =
      """
      SELECT least(coalesce(sum(pending), 0), $1)::int, min(created_at)
      FROM executions WHERE state IN ('queued', 'running') AND pending > 0\
      """;

  static final String POLICIES =
      """
      SELECT (s.step - 'command' - 'script')::text AS policy
      FROM executions e
      CROSS JOIN LATERAL jsonb_array_elements(e.spec -> 'steps') WITH ORDINALITY AS s(step, place)
      WHERE e.id = $1 ORDER BY s.place\
      """;

  static final String OVERDUE =
      """
      SELECT id FROM executions
      WHERE state IN ('queued', 'running', 'waiting', 'paused') AND end_reason IS NULL
        AND deadline_at < clock_timestamp()
      ORDER BY deadline_at LIMIT 100\
      """;

  static final String IS_OVERDUE =
      "SELECT deadline_at < clock_timestamp() AS overdue FROM executions WHERE id = $1";

  static final String USING_TARGET =
      """
      SELECT id, name FROM executions
      WHERE id IN (SELECT execution_id FROM tasks WHERE target_id = $1)
        AND state NOT IN ('succeeded', 'failed', 'cancelled', 'timed_out', 'lost')
      ORDER BY id LIMIT 20\
      """;
}
