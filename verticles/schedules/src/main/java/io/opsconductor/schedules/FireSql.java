package io.opsconductor.schedules;

/** Statements on {@code fires}. */
final class FireSql {
  /**
   * For the rest of a transaction. A plan that was made when the table was small is kept until the
   * table is analysed again, and would read all of it for each row of a sudden many.
   */
  static final String BY_INDEX = "SET LOCAL enable_seqscan = off";

  /**
   * A due time that has a row already is not decided twice; those that had none are told. What the
   * caller is going to ask for belongs to it for a time; what begins later waits until then.
   */
  static final String INSERT =
      """
      INSERT INTO fires (schedule_id, due_at, organization_id, fire_at, state, reason, detail, asked,
        lateness_ms, run, deadline_at, try_at, asked_until)
      SELECT n.schedule_id, n.due_at, n.organization_id, n.fire_at, n.state, n.reason, n.detail, n.asked,
        CASE WHEN n.run IS NULL
          THEN GREATEST(0, extract(epoch FROM present() - n.fire_at) * 1000)::bigint END,
        n.run::jsonb, n.deadline_at,
        CASE WHEN n.kept THEN present() + $12::bigint * interval '1 millisecond'
             WHEN n.run IS NOT NULL THEN GREATEST(present(), n.fire_at) END,
        CASE WHEN n.kept THEN present() + $12::bigint * interval '1 millisecond' END
      FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[],
                  $7::text[], $8::boolean[], $9::text[], $10::timestamptz[], $11::boolean[])
        AS n (schedule_id, due_at, organization_id, fire_at, state, reason, detail, asked, run, deadline_at, kept)
      ON CONFLICT (schedule_id, due_at) DO NOTHING
      RETURNING schedule_id, due_at
      """;

  /**
   * Takes what nobody is asking about, for a time; who dies meanwhile leaves it to the others. Told
   * is whether an earlier request may still have an effect.
   */
  static final String LEASE =
      """
      UPDATE fires f SET try_at = present() + $2::bigint * interval '1 millisecond',
        asked_until = present() + $2::bigint * interval '1 millisecond', tries = f.tries + 1
      FROM (SELECT schedule_id, due_at, asked_until FROM fires
            WHERE state = 'starting' AND try_at <= present()
            ORDER BY try_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
      WHERE f.schedule_id = due.schedule_id AND f.due_at = due.due_at
      RETURNING f.schedule_id, f.due_at, f.run::text AS run, f.tries, f.detail,
        LEAST(86400000, extract(epoch FROM f.deadline_at - present()) * 1000)::bigint AS left_ms,
        COALESCE(due.asked_until <= present(), true) AS surely_none
      """;

  /** How many are on their way to become executions, {@code $1} at most, and since when. */
  static final String WAITING =
      """
      SELECT count(*)::int, min(fire_at)
      FROM (SELECT fire_at FROM fires WHERE state = 'starting' LIMIT $1) starting\
      """;

  /** What was taken and not asked for is left to the others. */
  static final String RELEASE =
      """
      UPDATE fires f SET try_at = present(), asked_until = NULL
      FROM unnest($1::uuid[], $2::timestamptz[], $3::int[]) AS n (schedule_id, due_at, tries)
      WHERE f.schedule_id = n.schedule_id AND f.due_at = n.due_at AND f.state = 'starting'
        AND f.tries = n.tries
      """;

  /** Of each schedule the first that is not decided. */
  static final String FIRST_STARTING =
      """
      SELECT schedule_id, min(due_at) AS due_at FROM fires
      WHERE schedule_id = ANY($1) AND state = 'starting' GROUP BY schedule_id
      """;

  /** It was not asked for, or executions said last that it is none; and nobody is asking. */
  private static final String SURELY_NONE = "f.state = 'starting' AND f.asked_until IS NULL";

  private static final String SUPERSEDED =
      SURELY_NONE
          + """
           AND f.try_at <= present() AND f.run ->> 'overlap' = 'replace'
            AND EXISTS (SELECT FROM fires newer WHERE newer.schedule_id = f.schedule_id
                          AND newer.due_at > f.due_at AND newer.state = 'starting')
          """;

  /** Schedules of whose waiting due times a later one takes the place. */
  static final String SUPERSEDABLE =
      "SELECT DISTINCT f.schedule_id FROM fires f WHERE " + SUPERSEDED + " LIMIT 1000";

  private static final String BECOMES_SKIPPED =
      """
      UPDATE fires f SET state = 'skipped', reason = $2, detail = $3, decided_at = present(),
        lateness_ms = GREATEST(0, extract(epoch FROM present() - f.fire_at) * 1000)::bigint,
        run = NULL, try_at = NULL, asked_until = NULL
      WHERE f.schedule_id = ANY($1::uuid[]) AND
      """;

  private static final String TELL =
      "\nRETURNING f.schedule_id, f.due_at, f.state, f.detail, f.lateness_ms";

  /** Of those that replace each other only the newest is worth waiting for. */
  static final String SUPERSEDE = BECOMES_SKIPPED + SUPERSEDED + TELL;

  /** Of a schedule that is to start nothing any more, what is surely no execution. */
  static final String WITHDRAW = BECOMES_SKIPPED + SURELY_NONE + TELL;

  /** What may be one already is only looked for from now on. */
  static final String CUT_SHORT =
      """
      UPDATE fires SET deadline_at = LEAST(deadline_at, present()), detail = $2
      WHERE schedule_id = $1 AND state = 'starting'
      """;

  /**
   * That it is an execution is true whoever says so; anything else may say only who has it still.
   */
  static final String END =
      """
      UPDATE fires f SET
        state = CASE WHEN n.state = 'fired'
                       AND LEAST(present(), n.started_at) - f.fire_at > $9::bigint * interval '1 millisecond'
                  THEN 'late' ELSE n.state END,
        reason = n.reason, detail = n.detail, execution_id = n.execution_id, asked = n.asked,
        decided_at = present(),
        lateness_ms = GREATEST(0, extract(epoch
          FROM LEAST(present(), n.started_at) - f.fire_at) * 1000)::bigint,
        look_at = CASE WHEN n.execution_id IS NOT NULL THEN present() + interval '2 seconds' END,
        run = NULL, try_at = NULL, asked_until = NULL
      FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::uuid[],
                  $7::boolean[], $8::int[], $10::timestamptz[])
        AS n (schedule_id, due_at, state, reason, detail, execution_id, asked, tries, started_at)
      WHERE f.schedule_id = n.schedule_id AND f.due_at = n.due_at AND f.state = 'starting'
        AND (n.state = 'fired' OR f.tries = n.tries)
      RETURNING f.schedule_id, f.due_at, f.state, f.detail, f.lateness_ms
      """;

  /** Asks again later. */
  static final String POSTPONE =
      """
      UPDATE fires f SET try_at = present() + n.pause_ms * interval '1 millisecond',
        asked_until = CASE WHEN n.sure THEN NULL ELSE f.asked_until END, detail = n.detail
      FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::boolean[], $5::text[], $6::int[])
        AS n (schedule_id, due_at, pause_ms, sure, detail, tries)
      WHERE f.schedule_id = n.schedule_id AND f.due_at = n.due_at AND f.state = 'starting'
        AND f.tries = n.tries
      """;

  /** When an execution of a schedule has ended, what waits for that is asked about at once. */
  static final String WAKE =
      """
      UPDATE fires f SET try_at = present()
      WHERE f.schedule_id = ANY($1) AND f.try_at > present() AND f.fire_at <= present() AND
      """
          + SURELY_NONE;

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
        deadline_at = present() + $4::bigint * interval '1 millisecond', try_at = present(),
        asked_until = NULL, lateness_ms = NULL
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
