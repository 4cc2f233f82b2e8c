package io.opsconductor.users;

final class OrganizationSql {
  private OrganizationSql() {}

  private static final String SELECT =
      """
      SELECT id, name, max_users, max_targets, max_jobs, max_executions,
             max_service_accounts, version, created_at
      FROM organizations
      """;

  static final String INSERT =
      """
      INSERT INTO organizations (id, name, max_users, max_targets, max_jobs, max_executions,
                                 max_service_accounts)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  static final String ONE = SELECT + "WHERE id = $1";

  static final String LOCK = ONE + " FOR NO KEY UPDATE";

  static final String LIST =
      SELECT
          + """
          WHERE ($1::uuid IS NULL OR id > $1)
            AND ($3::text IS NULL OR starts_with(lower(name), lower($3)))
          ORDER BY id LIMIT $2
          """;

  static final String UPDATE =
      """
      UPDATE organizations
      SET name = $2, max_users = $3, max_targets = $4, max_jobs = $5, max_executions = $6,
          max_service_accounts = $7, version = version + 1
      WHERE id = $1
      """;

  static final String COUNT_USERS = "SELECT count(*)::int FROM users WHERE organization_id = $1";
}
