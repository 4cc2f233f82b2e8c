package io.opsconductor.users;

final class UserSql {
  private UserSql() {}

  /** Gives the time, so that all times of a row are the database's. */
  static final String INSERT_PROVISIONING =
      """
      INSERT INTO users (id, organization_id, username, state)
      VALUES ($1, $2, $3, 'provisioning')
      RETURNING created_at
      """;

  static final String INSERT_ROLES =
      """
      INSERT INTO user_roles (user_id, role)
      SELECT $1, unnest($2::text[])
      """;

  static final String ACTIVATE =
      """
      UPDATE users SET state = 'active'
      WHERE id = $1 AND state = 'provisioning'
      """;

  static final String DELETE_PROVISIONING =
      """
      DELETE FROM users
      WHERE id = $1 AND state = 'provisioning'
      """;

  static final String DELETE_ABANDONED =
      """
      DELETE FROM users
      WHERE state = 'provisioning' AND created_at < now() - interval '1 minute'
      """;

  private static final String SELECT =
      """
      SELECT u.id, u.organization_id, u.username, u.enabled, u.created_at,
             array(SELECT r.role FROM user_roles r WHERE r.user_id = u.id ORDER BY r.role) AS roles
      FROM users u
      """;

  static final String SELECT_ONE = SELECT + "WHERE u.id = $1 AND u.state = 'active'";

  static final String SELECT_ONE_OF_ORGANIZATION =
      SELECT + "WHERE u.organization_id = $1 AND u.id = $2 AND u.state = 'active'";

  static final String SELECT_PART =
      SELECT
          + """
          WHERE u.organization_id = $1 AND u.state = 'active' AND ($2::uuid IS NULL OR u.id > $2)
          ORDER BY u.id
          LIMIT $3
          """;
}
