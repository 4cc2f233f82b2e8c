package io.opsconductor.schedules;

/** Statements on {@code fires}. */
final class FireSql {
  /** A due time that has a row already is not decided twice; those that had none are told. */
  static final String INSERT =
      """
      INSERT INTO fires (schedule_id, due_at, organization_id, fire_at, state, reason, detail, asked,
        lateness_ms, run, deadline_at, try_at)
      SELECT n.schedule_id, n.due_at, n.organization_id, n.fire_at, n.state, n.reason, n.detail, n.asked,
        CASE WHEN n.state <> 'starting'
          THEN GREATEST(0, extract(epoch FROM present() - n.fire_at) * 1000)::bigint END,
        n.run::jsonb, n.deadline_at,
        CASE WHEN n.state = 'starting' THEN present() + $11::bigint * interval '1 millisecond' END
      FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[],
                  $7::text[], $8::boolean[], $9::text[], $10::timestamptz[])
        AS n (schedule_id, due_at, organization_id, fire_at, state, reason, detail, asked, run, deadline_at)
      ON CONFLICT (schedule_id, due_at) DO NOTHING
      RETURNING schedule_id, due_at
      """;

  private static final String START =
      "f.schedule_id, f.due_at, f.run::text AS run, f.tries, f.deadline_at < present() AS over,"
          + " due.waiting AS surely_none, f.detail";

  /** Takes what nobody is asking about, for a time; who dies meanwhile leaves it to the others. */
  static final String LEASE =
      """
      UPDATE fires f SET try_at = present() + $2::bigint * interval '1 millisecond', waiting = false
      FROM (SELECT schedule_id, due_at, waiting OR tries = 0 AS waiting
            FROM fires WHERE state = 'starting' AND try_at <= present()
            ORDER BY try_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
      WHERE f.schedule_id = due.schedule_id AND f.due_at = due.due_at
      RETURNING %s
      """
          .formatted(START);

  /** Of each schedule the first that is not decided. */
  static final String FIRST_STARTING =
      """
      SELECT schedule_id, min(due_at) AS due_at FROM fires
      WHERE schedule_id = ANY($1) AND state = 'starting' GROUP BY schedule_id
      """;

  /** Of those that replace each other only the newest is worth waiting for. */
  static final String SUPERSEDE =
      """
      UPDATE fires f SET state = 'skipped', reason = 'superseded',
        detail = 'a later one took its place while it waited', decided_at = present(),
        lateness_ms = GREATEST(0, extract(epoch FROM present() - f.fire_at) * 1000)::bigint,
        run = NULL, try_at = NULL, waiting = false
      WHERE f.state = 'starting' AND f.waiting AND f.try_at <= present()
        AND f.run ->> 'overlap' = 'replace'
        AND EXISTS (SELECT FROM fires newer WHERE newer.schedule_id = f.schedule_id
                      AND newer.due_at > f.due_at AND newer.state = 'starting')
      RETURNING f.schedule_id
      """;

  /** Of a schedule that was switched off or removed, what is surely no execution. */
  static final String WITHDRAW =
      """
      UPDATE fires f SET state = 'skipped', reason = 'disabled', detail = $2, decided_at = present(),
        lateness_ms = GREATEST(0, extract(epoch FROM present() - f.fire_at) * 1000)::bigint,
        run = NULL, try_at = NULL, waiting = false
      WHERE f.schedule_id = $1 AND f.state = 'starting' AND f.waiting
      """;

  static final String END =
      """
      UPDATE fires f SET
        state = CASE WHEN n.state = 'fired' AND present() - f.fire_at > $7::bigint * interval '1 millisecond'
                  THEN 'late' ELSE n.state END,
        reason = n.reason, detail = n.detail, execution_id = n.execution_id, asked = n.asked,
        decided_at = present(),
        lateness_ms = GREATEST(0, extract(epoch FROM present() - f.fire_at) * 1000)::bigint,
        look_at = CASE WHEN n.execution_id IS NOT NULL THEN present() + interval '1 second' END,
        run = NULL, try_at = NULL, waiting = false
      FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::uuid[], $8::boolean[])
        AS n (schedule_id, due_at, state, reason, detail, execution_id, asked)
      WHERE f.schedule_id = n.schedule_id AND f.due_at = n.due_at AND f.state = 'starting'
      RETURNING f.schedule_id, f.due_at, f.state, f.detail
      """;

  /** Asks again later. */
  static final String POSTPONE =
      """
      UPDATE fires f SET try_at = present() + n.pause_ms * interval '1 millisecond',
        tries = f.tries + 1, waiting = n.waiting, detail = n.detail
      FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::boolean[], $5::text[])
        AS n (schedule_id, due_at, pause_ms, waiting, detail)
      WHERE f.schedule_id = n.schedule_id AND f.due_at = n.due_at AND f.state = 'starting'
      """;

  /** When an execution of a schedule has ended, what waits for that is asked about at once. */
  static final String WAKE =
      """
      UPDATE fires SET try_at = present()
      WHERE schedule_id = ANY($1) AND state = 'starting' AND waiting AND try_at > present()
      """;

  /**
   * Takes executions whose end is not known, for a time; looks less often at those that go on long.
   */
  static final String LOOK =
      """
      UPDATE fires f SET look_at = present()
        + LEAST(interval '60 seconds', GREATEST(interval '2 seconds', (present() - f.decided_at) / 10))
      FROM (SELECT schedule_id, due_at FROM fires WHERE look_at <= present()
            ORDER BY look_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
      WHERE f.schedule_id = due.schedule_id AND f.due_at = due.due_at
      RETURNING f.schedule_id, f.due_at, f.execution_id
      """;

  static final String OUTCOME =
      """
      UPDATE fires f SET outcome = n.outcome, duration_ms = n.duration_ms, look_at = NULL
      FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::bigint[])
        AS n (schedule_id, due_at, outcome, duration_ms)
      WHERE f.schedule_id = n.schedule_id AND f.due_at = n.due_at AND f.look_at IS NOT NULL
      RETURNING f.schedule_id, f.due_at, f.state, n.outcome
      """;

  private static final String VIEW =
      """
      SELECT f.schedule_id, f.due_at, f.state, f.lateness_ms, f.execution_id, f.outcome, f.reason,
             f.detail, f.asked, f.fire_at FROM fires f
      """;

  static final String LIST =
      VIEW
          + """
          WHERE f.schedule_id = $1 AND ($2::text IS NULL OR f.state = $2)
            AND ($3::timestamptz IS NULL OR f.due_at < $3)
          ORDER BY f.due_at DESC LIMIT $4
          """;

  static final String LAST =
      """
      SELECT f.* FROM unnest($1::uuid[]) AS s (id), LATERAL (
      """
          + VIEW
          + """
          WHERE f.schedule_id = s.id ORDER BY f.due_at DESC LIMIT 1) f
          """;

  static final String FIND = VIEW + "WHERE f.schedule_id = $1 AND f.due_at = $2";

  static final String LOCK = FIND + " FOR UPDATE";

  /** Of several schedules, those due in a stretch of time. */
  static final String BETWEEN =
      VIEW
          + """
          WHERE f.due_at >= $1 AND f.due_at < $2 AND f.schedule_id = ANY($3)
          ORDER BY f.due_at LIMIT $4
          """;

  static final String AGAIN =
      """
      UPDATE fires SET state = 'starting', reason = NULL, detail = NULL, asked = false, run = $3::text::jsonb,
        deadline_at = present() + $4::bigint * interval '1 millisecond', try_at = present(), tries = 0,
        lateness_ms = NULL
      WHERE schedule_id = $1 AND due_at = $2
      """;

  static final String DISMISS =
      "UPDATE fires SET asked = false, detail = $3 WHERE schedule_id = $1 AND due_at = $2";

  static final String LATENESS =
      """
      SELECT width_bucket(lateness_ms, $2::bigint[]) AS bucket, count(*) AS count FROM fires
      WHERE schedule_id = $1 AND state IN ('fired', 'late') AND due_at > present() - interval '30 days'
      GROUP BY 1
      """;

  /** In milliseconds, of several schedules. */
  static final String MEDIAN_DURATIONS =
      """
      SELECT schedule_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms)::bigint AS median
      FROM fires WHERE schedule_id = ANY($1) AND duration_ms IS NOT NULL
        AND due_at > present() - interval '30 days'
      GROUP BY schedule_id
      """;

  static final String FORGET =
      """
      DELETE FROM fires WHERE (schedule_id, due_at) IN (
        SELECT schedule_id, due_at FROM fires
        WHERE due_at < present() - $1::int * interval '1 day' AND state <> 'starting' AND look_at IS NULL
        ORDER BY due_at LIMIT 5000)
      """;

  private FireSql() {}
}
