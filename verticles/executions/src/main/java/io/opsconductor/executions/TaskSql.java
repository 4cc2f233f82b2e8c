package io.opsconductor.executions;

/** Statements on the tables tasks and step_attempts. */
final class TaskSql {
  private TaskSql() {}

  private static final String LOCKED =
      """
      SELECT id, execution_id, organization_id, target_id, state, phase, lease_node, lease_epoch,
             attempt, fence, report_number, credential_id, exit_code, note
      FROM tasks
      """;

  static final String LOCK = LOCKED + "WHERE id = ANY($1) ORDER BY id FOR UPDATE";

  static final String LOCK_PENDING =
      LOCKED + "WHERE id = ANY($1) AND state = 'pending' ORDER BY id FOR UPDATE";

  static final String LOCK_UNSTARTED =
      LOCKED
          + """
          WHERE execution_id = $1
            AND (state = 'pending' OR (state = 'running' AND phase = 'claimed'))
          ORDER BY id FOR UPDATE\
          """;

  static final String LOCK_LAPSED =
      LOCKED
          + """
          WHERE execution_id = $1 AND state = 'running' AND lease_until < clock_timestamp()
          ORDER BY id FOR UPDATE\
          """;

  static final String WITH_LAPSED =
      """
      SELECT DISTINCT execution_id FROM tasks
      WHERE state = 'running' AND lease_until < clock_timestamp() LIMIT 100\
      """;

  static final String PENDING =
      """
      SELECT p.id, p.execution_id, p.organization_id, p.target_id
      FROM unnest($1::uuid[], $2::int[]) AS share(execution_id, tasks)
      CROSS JOIN LATERAL (
        SELECT t.id, t.execution_id, t.organization_id, t.target_id, t.ordinal FROM tasks t
        WHERE t.execution_id = share.execution_id AND t.state = 'pending'
        ORDER BY t.ordinal LIMIT share.tasks) p
      ORDER BY p.execution_id, p.ordinal\
      """;

  static final String SAVE =
      """
      UPDATE tasks t SET
        state = u.state, phase = u.phase, attempt = u.attempt, fence = u.fence,
        lease_node = u.lease_node, lease_epoch = u.lease_epoch,
        lease_until = CASE WHEN u.lease_node IS NULL THEN NULL
                           WHEN u.renewed THEN clock_timestamp() + $17::bigint * interval '1 millisecond'
                           ELSE t.lease_until END,
        credential_id = u.credential_id, report_number = u.report_number, exit_code = u.exit_code,
        error_category = u.error_category, error_message = u.error_message, cancel = u.cancel,
        note = u.note,
        started_at = CASE WHEN u.renewed THEN clock_timestamp()
                          WHEN u.state = 'pending' THEN NULL
                          ELSE t.started_at END,
        finished_at = CASE WHEN u.ended THEN clock_timestamp() ELSE t.finished_at END
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[], $7::text[],
                  $8::boolean[], $9::uuid[], $10::bigint[], $11::int[], $12::text[], $13::text[],
                  $14::text[], $15::text[], $16::boolean[])
        AS u(id, state, phase, attempt, fence, lease_node, lease_epoch, renewed, credential_id,
             report_number, exit_code, error_category, error_message, cancel, note, ended)
      WHERE t.id = u.id\
      """;

  static final String INSERT =
      """
      INSERT INTO tasks (id, execution_id, organization_id, ordinal, target_id, target_name, host, port)
      SELECT u.id, $1, $2, u.place - 1, u.target_id, u.target_name, u.host, u.port
      FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[]) WITH ORDINALITY
        AS u(id, target_id, target_name, host, port, place)\
      """;

  /** Rows are locked in order of their ids, as everywhere, and only where they are still held. */
  static final String RENEW =
      """
      WITH held AS (
        SELECT t.id FROM tasks t
        JOIN unnest($1::uuid[], $2::bigint[]) AS asked(id, fence)
          ON asked.id = t.id AND asked.fence = t.fence
        WHERE t.lease_node = $3 AND t.lease_epoch = $4 AND t.state = 'running'
        ORDER BY t.id FOR UPDATE OF t),
      renewed AS (
        UPDATE tasks t SET lease_until = clock_timestamp() + $5::bigint * interval '1 millisecond'
        FROM held WHERE t.id = held.id
        RETURNING t.id, t.execution_id)
      SELECT r.id, e.end_reason IS NOT NULL AS cancel
      FROM renewed r JOIN executions e ON e.id = r.execution_id\
      """;

  static final String LEASE =
      """
      SELECT organization_id, credential_id FROM tasks
      WHERE id = $1 AND fence = $2 AND lease_node = $3 AND state = 'running'
        AND lease_until > clock_timestamp()\
      """;

  static final String LIST =
      """
      SELECT id, ordinal, target_id, target_name, state, exit_code, attempt, error_category,
             error_message, cancel, note,
             (extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at) * 1000)::bigint
               AS duration_ms
      FROM tasks
      WHERE execution_id = $1 AND organization_id = $2 AND ordinal > $3
        AND ($4::text IS NULL OR state = $4)
      ORDER BY ordinal LIMIT $5\
      """;

  static final String EXISTS =
      "SELECT id FROM tasks WHERE id = $1 AND execution_id = $2 AND organization_id = $3";

  static final String TARGETS =
      """
      SELECT target_id FROM tasks
      WHERE execution_id = $1 AND ($2::text[] IS NULL OR state = ANY($2)) ORDER BY ordinal\
      """;

  static final String STEPS =
      """
      SELECT s.task_id, s.organization_id, s.step, s.attempt, s.exit_code, s.finished, s.stdout_bytes,
             s.stdout_carry, s.stderr_bytes, s.stderr_carry
      FROM step_attempts s JOIN tasks t ON t.id = s.task_id AND t.attempt = s.attempt
      WHERE s.task_id = ANY($1) AND (NOT s.finished OR s.step = ANY($2))\
      """;

  static final String SAVE_STEPS =
      """
      INSERT INTO step_attempts (task_id, step, attempt, organization_id, exit_code, finished,
        stdout_bytes, stdout_carry, stderr_bytes, stderr_carry)
      SELECT * FROM unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::int[], $6::boolean[],
        $7::bigint[], $8::bytea[], $9::bigint[], $10::bytea[])
      ON CONFLICT (task_id, step, attempt) DO UPDATE SET
        exit_code = excluded.exit_code, finished = excluded.finished,
        stdout_bytes = excluded.stdout_bytes, stdout_carry = excluded.stdout_carry,
        stderr_bytes = excluded.stderr_bytes, stderr_carry = excluded.stderr_carry\
      """;

  static final String STEP_LENGTHS =
      """
      SELECT DISTINCT ON (step) step, attempt, stdout_bytes, stderr_bytes FROM step_attempts
      WHERE task_id = $1 AND ($2::int IS NULL OR step = $2) AND ($3::int IS NULL OR attempt = $3)
      ORDER BY step, attempt DESC\
      """;
}
