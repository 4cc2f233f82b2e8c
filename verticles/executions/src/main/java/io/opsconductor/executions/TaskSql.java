package io.opsconductor.executions;

/** Statements on the tables tasks and step_attempts. */
final class TaskSql {
  private TaskSql() {}

  private static final String LOCKED =
      """
      SELECT id, execution_id, organization_id, target_id, state, phase, lease_node, lease_epoch,
             attempt, fence, step, step_tries, fruitless_adoptions, report_number, credential_id,
             exit_code, note
      FROM tasks
      """;

  static final String LOCK = LOCKED + "WHERE id = ANY($1) ORDER BY id FOR UPDATE";

  /** What may still be given out: it is due, or has lost its worker. */
  static final String LOCK_FREE =
      LOCKED
          + """
          WHERE id = ANY($1) AND ((state = 'pending' AND next_attempt_at <= clock_timestamp())
                                  OR phase = 'orphaned')
          ORDER BY id FOR UPDATE\
          """;

  /** Those under which nothing runs, as far as anybody knows. */
  static final String LOCK_UNSTARTED =
      LOCKED
          + """
          WHERE execution_id = $1
            AND (state IN ('pending', 'waiting') OR (state = 'running' AND phase = 'claimed'))
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
      SELECT p.id, p.execution_id, p.organization_id, p.target_id, e.credential_ids
      FROM unnest($1::uuid[], $2::int[]) AS share(execution_id, tasks)
      JOIN executions e ON e.id = share.execution_id
      CROSS JOIN LATERAL (
        SELECT t.id, t.execution_id, t.organization_id, t.target_id FROM tasks t
        WHERE t.execution_id = share.execution_id AND t.state = 'pending'
          AND t.next_attempt_at <= statement_timestamp()
        ORDER BY t.next_attempt_at, t.ordinal LIMIT share.tasks) p\
      """;

  static final String ORPHANED =
      """
      SELECT p.id, p.execution_id, p.organization_id, p.target_id, e.credential_ids
      FROM unnest($1::uuid[], $2::int[]) AS share(execution_id, tasks)
      JOIN executions e ON e.id = share.execution_id
      CROSS JOIN LATERAL (
        SELECT t.id, t.execution_id, t.organization_id, t.target_id FROM tasks t
        WHERE t.execution_id = share.execution_id AND t.phase = 'orphaned'
        ORDER BY t.lease_until LIMIT share.tasks) p\
      """;

  static final String SAVE =
      """
      UPDATE tasks t SET
        state = u.state, phase = u.phase, attempt = u.attempt, fence = u.fence,
        lease_node = u.lease_node, lease_epoch = u.lease_epoch,
        lease_begun_at = CASE WHEN u.fence = t.fence THEN t.lease_begun_at ELSE clock_timestamp() END,
        lease_until = CASE WHEN u.phase IS NULL THEN NULL
                           WHEN u.lease_ms IS NOT NULL THEN clock_timestamp() + u.lease_ms * interval '1 millisecond'
                           ELSE t.lease_until END,
        step = u.step, step_tries = u.step_tries, fruitless_adoptions = u.fruitless_adoptions,
        next_attempt_at = CASE WHEN u.delay_ms IS NULL THEN t.next_attempt_at
                               ELSE clock_timestamp() + u.delay_ms * interval '1 millisecond' END,
        credential_id = u.credential_id, report_number = u.report_number, exit_code = u.exit_code,
        error_category = u.error_category, error_message = u.error_message, cancel = u.cancel,
        note = u.note,
        started_at = CASE WHEN u.begun THEN clock_timestamp()
                          WHEN u.state = 'pending' THEN NULL
                          ELSE t.started_at END,
        finished_at = CASE WHEN u.ended THEN clock_timestamp() ELSE t.finished_at END
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[], $7::text[],
                  $8::bigint[], $9::uuid[], $10::bigint[], $11::int[], $12::text[], $13::text[],
                  $14::text[], $15::text[], $16::boolean[], $17::boolean[], $18::int[], $19::int[],
                  $20::bigint[], $21::int[])
        AS u(id, state, phase, attempt, fence, lease_node, lease_epoch, lease_ms, credential_id,
             report_number, exit_code, error_category, error_message, cancel, note, begun, ended, step,
             step_tries, delay_ms, fruitless_adoptions)
      WHERE t.id = u.id\
      """;

  static final String INSERT =
      """
      INSERT INTO tasks (id, execution_id, organization_id, ordinal, target_id, target_name, host, port)
      SELECT u.id, u.execution_id, $1, u.ordinal, u.target_id, u.target_name, u.host, u.port
      FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::int[])
        AS u(id, execution_id, ordinal, target_id, target_name, host, port)\
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
        UPDATE tasks t SET lease_until = clock_timestamp() + $5::bigint * interval '1 millisecond',
          fruitless_adoptions = CASE WHEN t.lease_begun_at > clock_timestamp() - interval '1 minute'
                                     THEN t.fruitless_adoptions ELSE 0 END
        FROM held WHERE t.id = held.id
        RETURNING t.id, t.execution_id)
      SELECT r.id, e.end_reason IS NOT NULL AS cancel
      FROM renewed r JOIN executions e ON e.id = r.execution_id\
      """;

  static final String LEASE =
      """
      SELECT t.organization_id, t.credential_id, t.execution_id, e.started_by, e.started_by_id
      FROM tasks t JOIN executions e ON e.id = t.execution_id
      WHERE t.id = $1 AND t.fence = $2 AND t.lease_node = $3 AND t.state = 'running'
        AND t.lease_until > clock_timestamp()\
      """;

  private static final String VIEW =
      """
      SELECT id, ordinal, target_id, target_name, state, exit_code, attempt, error_category,
             error_message, cancel, note, started_at, finished_at,
             (SELECT s.mode FROM step_attempts s WHERE s.task_id = tasks.id AND s.mode IS NOT NULL
              ORDER BY s.attempt DESC, s.step DESC LIMIT 1) AS mode,
             (extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at) * 1000)::bigint
               AS duration_ms
      FROM tasks
      """;

  static final String GET = VIEW + "WHERE id = $1 AND organization_id = $2";

  static final String LIST =
      VIEW
          + """
          WHERE execution_id = $1 AND organization_id = $2 AND ordinal > $3
            AND ($4::text IS NULL OR state = $4)
          ORDER BY ordinal LIMIT $5\
          """;

  static final String EXISTS =
      "SELECT id FROM tasks WHERE id = $1 AND execution_id = $2 AND organization_id = $3";

  static final String NEXT =
      """
      SELECT t.target_id, t.step + 1 < jsonb_array_length(e.spec -> 'steps') AS more
      FROM tasks t JOIN executions e ON e.id = t.execution_id
      WHERE t.id = $1 AND t.execution_id = $2 AND t.organization_id = $3\
      """;

  static final String HAS_TARGET =
      """
      SELECT EXISTS (SELECT FROM tasks WHERE execution_id = $1 AND organization_id = $2
                     AND (target_name = $3 OR target_id::text = lower($3))) AS known\
      """;

  static final String TARGETS =
      """
      SELECT target_id FROM tasks
      WHERE execution_id = $1 AND organization_id = $3
        AND ($2::text[] IS NULL OR state = ANY($2))
      ORDER BY ordinal\
      """;

  static final String STEPS =
      """
      SELECT s.task_id, s.organization_id, s.step, s.attempt, s.state, s.mode, s.boot_id, s.exit_code,
             s.error_category, s.error_message, s.finished, s.stdout_bytes, s.stdout_carry,
             s.stdout_source, s.stdout_digest, s.stdout_head, s.stdout_tail, s.stderr_bytes,
             s.stderr_carry, s.stderr_source, s.stderr_digest, s.stderr_head, s.stderr_tail,
             coalesce(extract(epoch FROM clock_timestamp() - s.dispatched_at) * 1000, 0)::bigint
               AS elapsed_ms
      FROM step_attempts s JOIN tasks t ON t.id = s.task_id AND t.attempt = s.attempt
      WHERE s.task_id = ANY($1) AND (NOT s.finished OR s.step = t.step OR s.step = ANY($2))\
      """;

  static final String SAVE_STEPS =
      """
      INSERT INTO step_attempts (task_id, step, attempt, organization_id, state, mode, boot_id,
        exit_code, error_category, error_message, finished, stdout_bytes, stdout_carry, stdout_source,
        stderr_bytes, stderr_carry, stderr_source, dispatched_at, finished_at,
        stdout_digest, stdout_sha256, stdout_head, stdout_tail,
        stderr_digest, stderr_sha256, stderr_head, stderr_tail)
      SELECT u.task_id, u.step, u.attempt, u.organization_id, u.state, u.mode, u.boot_id, u.exit_code,
        u.error_category, u.error_message, u.finished, u.stdout_bytes, u.stdout_carry,
        u.stdout_source, u.stderr_bytes, u.stderr_carry, u.stderr_source,
        CASE WHEN u.mode IS NOT NULL THEN clock_timestamp() END,
        CASE WHEN u.ended THEN clock_timestamp() END,
        u.stdout_digest, u.stdout_sha256, u.stdout_head, u.stdout_tail,
        u.stderr_digest, u.stderr_sha256, u.stderr_head, u.stderr_tail
      FROM unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::text[], $6::text[], $7::text[],
        $8::int[], $9::text[], $10::text[], $11::boolean[], $12::bigint[], $13::bytea[], $14::bigint[],
        $15::bigint[], $16::bytea[], $17::bigint[], $18::boolean[], $19::bytea[], $20::bytea[],
        $21::bigint[], $22::bigint[], $23::bytea[], $24::bytea[], $25::bigint[], $26::bigint[])
        AS u(task_id, step, attempt, organization_id, state, mode, boot_id, exit_code, error_category,
             error_message, finished, stdout_bytes, stdout_carry, stdout_source, stderr_bytes,
             stderr_carry, stderr_source, ended, stdout_digest, stdout_sha256, stdout_head,
             stdout_tail, stderr_digest, stderr_sha256, stderr_head, stderr_tail)
      ON CONFLICT (task_id, step, attempt) DO UPDATE SET
        state = excluded.state, mode = excluded.mode, boot_id = excluded.boot_id,
        exit_code = excluded.exit_code, error_category = excluded.error_category,
        error_message = excluded.error_message, finished = excluded.finished,
        stdout_bytes = excluded.stdout_bytes, stdout_carry = excluded.stdout_carry,
        stdout_source = excluded.stdout_source, stderr_bytes = excluded.stderr_bytes,
        stderr_carry = excluded.stderr_carry, stderr_source = excluded.stderr_source,
        stdout_digest = excluded.stdout_digest, stdout_sha256 = excluded.stdout_sha256,
        stdout_head = excluded.stdout_head, stdout_tail = excluded.stdout_tail,
        stderr_digest = excluded.stderr_digest, stderr_sha256 = excluded.stderr_sha256,
        stderr_head = excluded.stderr_head, stderr_tail = excluded.stderr_tail,
        dispatched_at = coalesce(step_attempts.dispatched_at, excluded.dispatched_at),
        finished_at = coalesce(step_attempts.finished_at, excluded.finished_at)\
      """;

  static final String ATTEMPTS =
      """
      SELECT step, attempt, mode, state, exit_code, error_category, error_message, dispatched_at,
             finished_at, stdout_bytes, stderr_bytes, encode(stdout_sha256, 'hex') AS stdout_sha256,
             encode(stderr_sha256, 'hex') AS stderr_sha256
      FROM step_attempts
      WHERE task_id = $1 AND organization_id = $2 AND (step, attempt) > ($3, $4)
      ORDER BY step, attempt LIMIT $5\
      """;

  static final String STEP_LENGTHS =
      """
      SELECT DISTINCT ON (step) step, attempt, stdout_bytes, stdout_head, stdout_tail, stderr_bytes,
        stderr_head, stderr_tail
      FROM step_attempts
      WHERE task_id = $1 AND ($2::int IS NULL OR step = $2) AND ($3::int IS NULL OR attempt = $3)
      ORDER BY step, attempt DESC\
      """;
}
