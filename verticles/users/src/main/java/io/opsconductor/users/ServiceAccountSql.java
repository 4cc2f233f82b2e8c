package io.opsconductor.users;

final class ServiceAccountSql {
  private ServiceAccountSql() {}

  private static final String SELECT =
      """
      SELECT a.id, a.organization_id, a.name, a.description, a.team_id, t.name AS team_name,
             a.enabled, a.version, a.created_at, a.created_by,
             array(SELECT r.role FROM service_account_roles r
                   WHERE r.service_account_id = a.id ORDER BY r.role) AS roles
      FROM service_accounts a JOIN teams t ON t.id = a.team_id
      """;

  static final String INSERT =
      """
      INSERT INTO service_accounts (id, organization_id, team_id, name, description, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  static final String INSERT_ROLES =
      """
      INSERT INTO service_account_roles (service_account_id, role)
      SELECT $1, unnest($2::text[])
      """;

  static final String DELETE_ROLES =
      "DELETE FROM service_account_roles WHERE service_account_id = $1";

  /** Of any organization: who comes with a token says of no other where it belongs. */
  static final String ONE_OF_ANY = SELECT + "WHERE a.id = $1";

  static final String ONE = SELECT + "WHERE a.organization_id = $1 AND a.id = $2";

  static final String LOCK =
      "SELECT id FROM service_accounts WHERE organization_id = $1 AND id = $2 FOR UPDATE";

  static final String LIST =
      SELECT
          + """
          WHERE a.organization_id = $1 AND ($2::uuid IS NULL OR a.id > $2)
            AND ($4::text IS NULL OR starts_with(lower(a.name), lower($4)))
            AND ($5::uuid IS NULL OR a.team_id = $5)
            AND ($6::boolean IS NULL OR a.enabled = $6)
          ORDER BY a.id
          LIMIT $3
          """;

  static final String UPDATE =
      """
      UPDATE service_accounts
      SET name = $3, description = $4, team_id = $5, enabled = $6, version = version + 1
      WHERE organization_id = $1 AND id = $2
      """;

  static final String DELETE =
      "DELETE FROM service_accounts WHERE organization_id = $1 AND id = $2";

  static final String DELETE_GRANTS =
      """
      DELETE FROM grants
      WHERE organization_id = $1 AND subject_type = 'service_account' AND subject_id = $2
      """;

  static final String COUNT =
      "SELECT count(*)::int FROM service_accounts WHERE organization_id = $1";

  /** Names of some that a team owns, for people. */
  static final String OF_TEAM =
      """
      SELECT name FROM service_accounts WHERE organization_id = $1 AND team_id = $2
      ORDER BY id LIMIT 10
      """;
}
