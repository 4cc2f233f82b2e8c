package io.opsconductor.schedules;

/** Statements on {@code calendars}. */
final class CalendarSql {
  private static final String SELECT =
      """
      SELECT c.id, c.version, lower(c.name) COLLATE "C" AS sort_key, c.definition::text AS definition,
             c.created_at, c.updated_at, c.updated_by,
             (SELECT array_agg(u.name) FROM (
                SELECT s.name FROM schedule_calendars sc JOIN schedules s ON s.id = sc.schedule_id
                WHERE sc.calendar_id = c.id ORDER BY s.name LIMIT 20) u) AS used_by
      FROM calendars c
      """;

  static final String INSERT =
      """
      INSERT INTO calendars (id, organization_id, version, name, definition, created_at, updated_at, updated_by)
      VALUES ($1, $2, 1, $3, $4::text::jsonb, present(), present(), $5)
      """;

  static final String REPLACE =
      """
      UPDATE calendars SET version = version + 1, name = $3, definition = $4::text::jsonb,
        updated_at = present(), updated_by = $5
      WHERE organization_id = $1 AND id = $2
      """;

  static final String DELETE = "DELETE FROM calendars WHERE organization_id = $1 AND id = $2";

  static final String FIND = SELECT + "WHERE c.organization_id = $1 AND c.id = $2";

  static final String LOCK =
      "SELECT id FROM calendars WHERE organization_id = $1 AND id = $2 FOR UPDATE";

  static final String LIST =
      SELECT
          + """
          WHERE c.organization_id = $1
            AND ($2::text IS NULL OR lower(c.name) COLLATE "C" = lower($2::text))
            AND ($3::text IS NULL OR lower(c.name) COLLATE "C" > $3::text)
          ORDER BY sort_key LIMIT $4
          """;

  static final String NAMED =
      """
      SELECT definition::text AS definition FROM calendars
      WHERE organization_id = $1 AND lower(name) = ANY(SELECT lower(n) FROM unnest($2::text[]) n)
      ORDER BY id
      """;

  static final String MISSING =
      """
      SELECT n FROM unnest($2::text[]) n WHERE NOT EXISTS (
        SELECT FROM calendars c WHERE c.organization_id = $1 AND lower(c.name) = lower(n))
      """;

  /** In one order, so that two who do do not wait for each other for ever. */
  static final String LOCK_NAMED =
      """
      SELECT id FROM calendars
      WHERE organization_id = $1 AND lower(name) = ANY(SELECT lower(n) FROM unnest($2::text[]) n)
      ORDER BY id FOR SHARE
      """;

  /** In one order, so that two of them do not wait for each other for ever. */
  static final String LOCK_FOLLOWERS =
      """
      SELECT s.id, s.next_due_at <= present() AS overdue FROM schedules s JOIN schedule_calendars sc ON sc.schedule_id = s.id
      WHERE sc.calendar_id = $1 ORDER BY s.id FOR UPDATE OF s
      """;

  /** What nodes keep of them is read anew; their names of calendars follow a new name. */
  static final String TELL_FOLLOWERS =
      """
      UPDATE schedules s SET version = s.version + 1,
        definition = CASE WHEN $2::text = $3::text THEN s.definition ELSE
          jsonb_set(s.definition, '{calendars}',
            (SELECT jsonb_agg(CASE WHEN lower(n) = lower($2::text) THEN to_jsonb($3::text) ELSE to_jsonb(n) END)
             FROM jsonb_array_elements_text(s.definition -> 'calendars') n)) END
      FROM schedule_calendars sc WHERE sc.calendar_id = $1 AND sc.schedule_id = s.id
      """;

  private CalendarSql() {}
}
