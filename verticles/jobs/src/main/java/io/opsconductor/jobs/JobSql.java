package io.opsconductor.jobs;

import java.util.Map;

/** Statements on {@code jobs} and {@code job_versions}. */
final class JobSql {
  private static final String SELECT =
      """
      SELECT j.id, v.version, lower(j.name) COLLATE "C" AS sort_key, v.definition::text AS definition,
             j.created_at, v.saved_at, v.saved_by_name
      FROM jobs j JOIN job_versions v ON v.job_id = j.id
      """;

  static final String INSERT_JOB =
      """
      INSERT INTO jobs (id, organization_id, name, current_version, created_at)
      VALUES ($1, $2, $3, 1, $4)
      """;

  static final String INSERT_VERSION =
      """
      INSERT INTO job_versions
        (job_id, version, organization_id, definition, saved_at, saved_by, saved_by_name)
      VALUES ($1, $2, $3, $4::text::jsonb, $5, $6, $7)
      """;

  static final String CURRENT =
      SELECT
          + """
          WHERE j.organization_id = $1 AND j.id = $2 AND j.deleted_at IS NULL
            AND v.version = j.current_version
          """;

  /**
   * Apart from reading the version: a joined read that waited for the lock would look for the new
   * version among the rows of before.
   */
  static final String LOCK =
      """
      SELECT id FROM jobs WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE
      """;

  static final String VERSION =
      SELECT + "WHERE j.organization_id = $1 AND j.id = $2 AND v.version = $3";

  /** First argument of the condition in {@link #list}. */
  static final int LIST_CONDITION = 6;

  static String list(String condition) {
    return SELECT
        + """
        WHERE j.organization_id = $1 AND j.deleted_at IS NULL AND v.version = j.current_version
          AND ($2::text IS NULL OR lower(j.name) COLLATE "C" = lower($2::text))
          AND ($3::text IS NULL OR NOT EXISTS (
            SELECT FROM string_to_table(lower($3::text), ' ') AS word
            WHERE strpos(lower(j.name), word) = 0))
          AND ($4::text IS NULL OR lower(j.name) COLLATE "C" > $4::text)
          AND %s
        ORDER BY sort_key LIMIT $5
        """
            .formatted(condition);
  }

  static final String COUNT =
      "SELECT count(*)::int FROM jobs WHERE organization_id = $1 AND deleted_at IS NULL";

  /** First argument of the condition in {@link #within}. */
  static final int WITHIN_CONDITION = 3;

  static String within(String condition) {
    return "SELECT j.id FROM jobs j WHERE j.organization_id = $1 AND j.id = $2 AND " + condition;
  }

  /** The part of the name before the last slash, from a slash on: {@code /web} of web/deploy. */
  static final Map<String, String> COLUMNS =
      Map.of(
          "name",
          "j.name",
          "id",
          "j.id::text",
          "folder",
          "left('/' || j.name, greatest(1, length(j.name) - strpos(reverse(j.name), '/') + 1)"
              + " * (strpos(j.name, '/') > 0)::int + (strpos(j.name, '/') = 0)::int)");

  static final String VERSIONS =
      SELECT
          + """
          WHERE j.organization_id = $1 AND j.id = $2 AND ($3::integer IS NULL OR v.version < $3)
          ORDER BY v.version DESC LIMIT $4
          """;

  static final String ADVANCE =
      """
      UPDATE jobs SET current_version = $3, name = $4
      WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL AND current_version = $3 - 1
      """;

  static final String DELETE =
      """
      UPDATE jobs SET deleted_at = $3
      WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
      """;

  /** Of every organization: asked by the service that owns the target. */
  static final String TARGET_USES =
      """
      SELECT j.name FROM jobs j
      JOIN job_versions v ON v.job_id = j.id AND v.version = j.current_version
      WHERE j.deleted_at IS NULL AND v.definition -> 'targets' -> 'ids' ? $1::text
      ORDER BY j.name LIMIT $2
      """;

  private JobSql() {}
}
