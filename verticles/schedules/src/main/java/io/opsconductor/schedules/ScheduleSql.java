package io.opsconductor.schedules;

import java.util.Map;

/** Statements on {@code schedules}. */
final class ScheduleSql {
  /** Runs are counted only where there is a maximum of them: those on their way count too. */
  private static final String STANDING =
      """
      s.id, s.organization_id, s.version, s.next_due_at, s.paused_at, s.paused_until,
      CASE WHEN s.definition ? 'maxRuns' THEN s.fired + s.late
        + (SELECT count(*) FROM fires f WHERE f.schedule_id = s.id AND f.state = 'starting')
      ELSE 0 END AS runs
      """;

  /** Calendars as a JSON array, empty for none. */
  private static final String CALENDARS =
      """
      COALESCE((SELECT json_agg(c.definition ORDER BY c.id) FROM schedule_calendars sc
                JOIN calendars c ON c.id = sc.calendar_id WHERE sc.schedule_id = s.id), '[]')::text
      """;

  private static final String SELECT =
      "SELECT "
          + STANDING
          + """
          , lower(s.name) COLLATE "C" AS sort_key, s.definition::text AS definition, s.anchor,
          s.owner_name, s.run_as_id, s.run_as_name, s.run_as_account, s.pause_reason, s.paused_by,
          s.stopped_reason, s.condition, s.problem, s.fired, s.late, s.skipped, s.missed, s.failed,
          s.succeeded, s.unsuccessful, s.created_at, s.updated_at, s.updated_by, present() AS now,
          """
          + CALENDARS
          + " AS calendars FROM schedules s ";

  static final String INSERT =
      """
      INSERT INTO schedules (id, organization_id, version, name, job_id, zone, enabled, definition,
        anchor, owner_name, run_as_id, run_as_name, run_as_account, created_at, updated_at, updated_by)
      VALUES ($1, $2, 1, $3, $4, $5, $6, $7::text::jsonb, date_trunc('second', present()), $8, $9, $10,
        $11, present(), present(), $8)
      """;

  static final String REPLACE =
      """
      UPDATE schedules SET version = version + 1, name = $3, job_id = $4, zone = $5, enabled = $6,
        definition = $7::text::jsonb, run_as_id = $8, run_as_name = $9, run_as_account = $10,
        updated_at = present(), updated_by = $11
      WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
      """;

  static final String DELETE =
      """
      UPDATE schedules SET version = version + 1, deleted_at = present(), next_due_at = NULL,
        next_fire_at = NULL, updated_at = present(), updated_by = $3
      WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
      """;

  static final String FOLLOW =
      """
      INSERT INTO schedule_calendars (schedule_id, calendar_id)
      SELECT $1, c.id FROM calendars c
      WHERE c.organization_id = $2 AND lower(c.name) = ANY(SELECT lower(n) FROM unnest($3::text[]) n)
      """;

  static final String FOLLOW_NONE = "DELETE FROM schedule_calendars WHERE schedule_id = $1";

  /** Nothing is due of one that cannot run. */
  static final String SET_NEXT =
      """
      UPDATE schedules SET next_due_at = $2, next_fire_at = $3, stopped_reason = NULL WHERE id = $1
      """;

  /** Of one that can never be read again. */
  static final String GIVE_UP =
      """
      UPDATE schedules SET stopped_reason = $2, next_due_at = NULL, next_fire_at = NULL WHERE id = $1
      """;

  static final String PAUSE =
      """
      UPDATE schedules SET version = version + 1, paused_at = present(), paused_until = $2,
        pause_reason = $3, paused_by = $4 WHERE id = $1
      """;

  static final String RESUME =
      """
      UPDATE schedules SET version = version + 1, paused_at = NULL, paused_until = NULL,
        pause_reason = NULL, paused_by = NULL, stopped_reason = NULL WHERE id = $1
      """;

  /** Not one that was mended meanwhile. */
  static final String STOP =
      """
      UPDATE schedules SET stopped_reason = $2, next_due_at = NULL, next_fire_at = NULL
      WHERE id = $1 AND stopped_reason IS NULL AND deleted_at IS NULL AND run_as_id = $3 AND job_id = $4
      """;

  static final String FIND =
      SELECT + "WHERE s.organization_id = $1 AND s.id = $2 AND s.deleted_at IS NULL";

  static final String LOCK =
      """
      SELECT id FROM schedules WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE
      """;

  static final String BY_IDS = SELECT + "WHERE s.id = ANY($1) AND s.deleted_at IS NULL";

  /** Those of which nothing is due, and that run so often at most. */
  static final String SPENT = BY_IDS + " AND s.next_due_at IS NULL AND s.definition ? 'maxRuns'";

  /** How a schedule is, as {@code ScheduleHealth} says. */
  private static final String HEALTH =
      """
      (CASE WHEN s.stopped_reason IS NOT NULL THEN 'broken'
            WHEN NOT s.enabled OR (s.paused_at IS NOT NULL AND (s.paused_until IS NULL OR s.paused_until > present()))
              THEN 'paused'
            WHEN s.condition <> 'healthy' THEN s.condition
            WHEN s.next_due_at IS NULL THEN 'ended'
            ELSE 'healthy' END)
      """;

  /** First argument of the conditions in {@link #list}. */
  static final int LIST_CONDITION = 7;

  static String list(String condition) {
    return SELECT
        + """
        WHERE s.organization_id = $1 AND s.deleted_at IS NULL
          AND ($2::text IS NULL OR lower(s.name) COLLATE "C" = lower($2::text))
          AND ($3::uuid IS NULL OR s.job_id = $3)
          AND ($4::text IS NULL OR %s = $4::text)
          AND ($5::text IS NULL OR lower(s.name) COLLATE "C" > $5::text)
          AND %s
        ORDER BY sort_key LIMIT $6
        """
            .formatted(HEALTH, condition);
  }

  /** First argument of the condition in {@link #within}. */
  static final int WITHIN_CONDITION = 3;

  /** Of a deleted one too. */
  static String within(String condition) {
    return "SELECT s.id FROM schedules s WHERE s.organization_id = $1 AND s.id = $2 AND "
        + condition;
  }

  /** What selectors may ask for. */
  static final Map<String, String> COLUMNS =
      Map.of(
          "name", "s.name",
          "id", "s.id::text",
          "zone", "s.zone",
          "job", "s.job_id::text",
          "health", HEALTH);

  /** Rows that another one is deciding about are passed over. */
  static final String CLAIM =
      "SELECT "
          + STANDING
          + """
          , present() AS now FROM schedules s
          WHERE s.next_fire_at <= present() ORDER BY s.next_fire_at LIMIT $1 FOR UPDATE SKIP LOCKED
          """;

  /** The same of one, whether anything is due of it or not. */
  static final String STANDING_OF =
      "SELECT " + STANDING + ", present() AS now FROM schedules s WHERE s.id = $1";

  /** How many have come due that nothing was decided about, {@code $1} at most, and since when. */
  static final String WAITING =
      """
      SELECT count(*)::int, min(next_fire_at)
      FROM (SELECT next_fire_at FROM schedules WHERE next_fire_at <= present()
            ORDER BY next_fire_at LIMIT $1) due\
      """;

  /** Milliseconds until something is due; negative when something is overdue. */
  static final String UNTIL_NEXT =
      """
      SELECT ceil(extract(epoch FROM (SELECT min(next_fire_at) FROM schedules) - present()) * 1000)::bigint
      """;

  static final String ADVANCE =
      """
      UPDATE schedules s SET next_due_at = n.due, next_fire_at = n.fire,
        skipped = s.skipped + n.skipped, missed = s.missed + n.missed,
        condition = CASE WHEN n.missed > 0 AND s.condition = 'healthy' THEN 'late' ELSE s.condition END,
        problem = CASE WHEN n.missed > 0 AND s.condition <> 'failing' THEN n.problem ELSE s.problem END
      FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::int[],
                  $6::int[], $7::text[])
        AS n (id, version, due, fire, skipped, missed, problem)
      WHERE s.id = n.id AND s.version = n.version
      """;

  /** In one order, so that two who count do not wait for each other for ever. */
  static final String LOCK_ALL =
      """
      SELECT id, organization_id, name, condition, problem FROM schedules WHERE id = ANY($1)
      ORDER BY id FOR UPDATE
      """;

  static final String COUNT_ENDS =
      """
      UPDATE schedules s SET fired = s.fired + n.fired, late = s.late + n.late,
        skipped = s.skipped + n.skipped, missed = s.missed + n.missed, failed = s.failed + n.failed,
        succeeded = s.succeeded + n.succeeded, unsuccessful = s.unsuccessful + n.unsuccessful,
        condition = n.condition, problem = n.problem
      FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[],
                  $9::text[], $10::text[])
        AS n (id, fired, late, skipped, missed, failed, succeeded, unsuccessful, condition, problem)
      WHERE s.id = n.id
      """;

  static final String ADD_SKIPPED =
      "UPDATE schedules SET skipped = skipped + $2::int WHERE id = $1";

  /** A due time is given another end than the one that was counted. */
  static final String UNCOUNT =
      """
      UPDATE schedules SET skipped = skipped - ($2 = 'skipped')::int, missed = missed - ($2 = 'missed')::int,
        failed = failed - ($2 = 'failed')::int WHERE id = $1
      """;

  static final String FORGET =
      """
      DELETE FROM schedules s WHERE s.deleted_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM fires f WHERE f.schedule_id = s.id)
      """;

  private ScheduleSql() {}
}
