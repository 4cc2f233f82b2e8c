package io.opsconductor.users;

final class GrantSql {
  private GrantSql() {}

  private static final String SELECT =
      """
      SELECT g.id, g.subject_type, g.subject_id, g.role, g.object_type, g.object_id, g.selector,
             g.effect, g.created_at, g.created_by,
             coalesce((SELECT u.username FROM users u WHERE u.id = g.subject_id),
                      (SELECT t.name FROM teams t WHERE t.id = g.subject_id),
                      (SELECT a.name FROM service_accounts a WHERE a.id = g.subject_id))
               AS subject_name
      FROM grants g
      """;

  static final String INSERT =
      """
      INSERT INTO grants (id, organization_id, subject_type, subject_id, role, object_type,
                          object_id, selector, effect, created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;

  static final String ONE = SELECT + "WHERE g.organization_id = $1 AND g.id = $2";

  static final String LIST =
      SELECT
          + """
          WHERE g.organization_id = $1 AND ($2::uuid IS NULL OR g.id > $2)
            AND ($4::uuid IS NULL OR g.subject_id = $4) AND ($5::text IS NULL OR g.role = $5)
            AND ($6::text IS NULL OR g.effect = $6) AND ($7::text IS NULL OR g.object_type = $7)
          ORDER BY g.id LIMIT $3
          """;

  static final String COUNT =
      "SELECT count(*)::int FROM grants WHERE organization_id = $1 AND subject_id = $2";

  static final String DELETE = "DELETE FROM grants WHERE organization_id = $1 AND id = $2";
}
