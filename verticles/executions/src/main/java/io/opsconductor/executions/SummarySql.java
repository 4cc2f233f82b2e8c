package io.opsconductor.executions;

/** The statement behind a summary. */
final class SummarySql {
  private SummarySql() {}

  /** The last attempt of each step of each task, in order; one row without a step for others. */
  static final String OUTCOMES =
      """
      SELECT t.id, t.target_id, t.target_name, t.state, t.exit_code, s.step, s.stdout_bytes,
             s.stderr_bytes, s.stdout_sha256, s.stderr_sha256,
             CASE WHEN s.stdout_sha256 IS NULL THEN s.stdout_digest END AS stdout_digest,
             CASE WHEN s.stderr_sha256 IS NULL THEN s.stderr_digest END AS stderr_digest
      FROM tasks t LEFT JOIN LATERAL (
        SELECT DISTINCT ON (a.step) a.* FROM step_attempts a
        WHERE a.task_id = t.id ORDER BY a.step, a.attempt DESC) s ON true
      WHERE t.execution_id = $1 AND t.organization_id = $2
      ORDER BY t.ordinal, s.step\
      """;
}
