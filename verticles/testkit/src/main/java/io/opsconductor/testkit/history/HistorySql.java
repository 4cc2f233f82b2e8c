package io.opsconductor.testkit.history;

/**
 * Reads the executions service's database. Columns that a release may not have are asked as JSON.
 */
final class HistorySql {

  static final String EXECUTIONS =
      """
      SELECT e.id, e.state, e.parameters ->> 'RUN', e.total, e.last_seq,
        (SELECT count(*) FROM log l WHERE l.execution_id = e.id),
        (SELECT coalesce(max(seq), 0) FROM log l WHERE l.execution_id = e.id),
        (SELECT count(*) FROM log l WHERE l.execution_id = e.id AND l.kind = 'end'),
        (SELECT count(DISTINCT t.id) FROM tasks t WHERE t.execution_id = e.id),
        e.pending + e.running + e.waiting
      FROM executions e WHERE e.parameters ->> 'RUN' IS NOT NULL ORDER BY e.id\
      """;

  static final String TASKS =
      """
      SELECT t.id, t.execution_id, t.host, t.state, t.exit_code,
        (SELECT count(*) FROM log l WHERE l.execution_id = t.execution_id AND l.task_id = t.id AND l.kind = 'task'
          AND l.state IN ('succeeded', 'failed', 'cancelled', 'timed_out', 'unreachable', 'skipped', 'lost')),
        t.lease_until < now() - interval '60 seconds',
        t.error_message
      FROM tasks t JOIN executions e ON e.id = t.execution_id
      WHERE e.parameters ->> 'RUN' IS NOT NULL ORDER BY t.id\
      """;

  static final String ATTEMPTS =
      """
      SELECT s.task_id, s.step, s.attempt, s.exit_code, s.finished, to_jsonb(s) ->> 'state',
        to_jsonb(s) ->> 'mode'
      FROM step_attempts s ORDER BY s.task_id, s.step, s.attempt\
      """;

  static final String OUTPUT =
      """
      SELECT l.stream, l.stream_offset, l.data FROM log l
      WHERE l.execution_id = ? AND l.task_id = ? AND l.kind = 'output' AND l.step = ? AND l.attempt = ?
      ORDER BY l.seq\
      """;

  private HistorySql() {}
}
