package io.opsconductor.users;

final class RoleSql {
  private RoleSql() {}

  private static final String SELECT =
      "SELECT id, name, description, permissions, version, created_at FROM roles ";

  static final String INSERT =
      """
      INSERT INTO roles (id, organization_id, name, description, permissions)
      VALUES ($1, $2, $3, $4, $5)
      """;

  static final String ONE = SELECT + "WHERE organization_id = $1 AND id = $2";

  static final String LOCK_ONE = ONE + " FOR UPDATE";

  static final String ALL = SELECT + "WHERE organization_id = $1 ORDER BY name LIMIT $2";

  /** Whoever gives a role away keeps it from being removed meanwhile. */
  static final String LOCK_NAMED =
      SELECT + "WHERE organization_id = $1 AND name = ANY($2) ORDER BY name FOR KEY SHARE";

  static final String UPDATE =
      """
      UPDATE roles SET description = $3, permissions = $4, version = version + 1
      WHERE organization_id = $1 AND id = $2
      """;

  static final String USES =
      """
      SELECT 'user ' || u.username AS name FROM user_roles r JOIN users u ON u.id = r.user_id
      WHERE u.organization_id = $1 AND r.role = $2
      UNION ALL
      SELECT 'service account ' || a.name FROM service_account_roles r
      JOIN service_accounts a ON a.id = r.service_account_id
      WHERE a.organization_id = $1 AND r.role = $2
      UNION ALL
      SELECT 'grant ' || id FROM grants WHERE organization_id = $1 AND role = $2
      LIMIT 10
      """;

  static final String DELETE = "DELETE FROM roles WHERE organization_id = $1 AND id = $2";
}
