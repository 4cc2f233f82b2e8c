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
      ON CONFLICT DO NOTHING
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

  static final String RETIRE =
      """
      UPDATE users SET state = 'provisioning', enabled = false
      WHERE organization_id = $1 AND id = $2 AND state = 'active'
      """;

  static final String DELETE_GRANTS =
      """
      DELETE FROM grants
      WHERE organization_id = $1 AND subject_type = 'user' AND subject_id = $2
      """;

  static final String DELETE_PREFERENCES =
      "DELETE FROM preferences WHERE organization_id = $1 AND user_id = $2";

  static final String DELETE_MEMBERSHIPS =
      "DELETE FROM team_members WHERE organization_id = $1 AND user_id = $2";

  static final String SELECT_ROLES = "SELECT role FROM user_roles WHERE user_id = $1 ORDER BY role";

  private static final String SELECT =
      """
      SELECT u.id, u.organization_id, u.username, u.enabled, u.created_at, u.email,
             u.version,
             array(SELECT r.role FROM user_roles r WHERE r.user_id = u.id ORDER BY r.role) AS roles
      FROM users u
      """;

  static final String SELECT_ONE = SELECT + "WHERE u.id = $1 AND u.state = 'active'";

  static final String SELECT_ONE_OF_ORGANIZATION =
      SELECT + "WHERE u.organization_id = $1 AND u.id = $2 AND u.state = 'active'";

  static final String ENDED =
      """
      SELECT asked.id FROM unnest($1::uuid[]) AS asked (id)
      WHERE NOT EXISTS (SELECT FROM users u
                        WHERE u.id = asked.id AND u.state = 'active' AND u.enabled)
        AND NOT EXISTS (SELECT FROM service_accounts s WHERE s.id = asked.id AND s.enabled)
      """;

  static final String LOCK =
      """
      SELECT id FROM users
      WHERE organization_id = $1 AND id = $2 AND state = 'active' FOR UPDATE
      """;

  static final String UPDATE =
      """
      UPDATE users SET enabled = $3, email = $4, version = version + 1
      WHERE organization_id = $1 AND id = $2 AND state = 'active'
      """;

  static final String DELETE_ROLES = "DELETE FROM user_roles WHERE user_id = $1";

  static final String DELETE_OTHER_ROLES =
      "DELETE FROM user_roles WHERE user_id = $1 AND role <> ALL($2::text[])";

  private static final String PART =
      """
      WHERE u.organization_id = $1 AND u.state = 'active' AND ($2::uuid IS NULL OR u.id > $2)
        AND ($4::text IS NULL OR starts_with(lower(u.username), lower($4)))
        AND ($5::text IS NULL
             OR EXISTS (SELECT FROM user_roles f WHERE f.user_id = u.id AND f.role = $5))
        AND ($6::boolean IS NULL OR u.enabled = $6)
        AND ($7::uuid IS NULL OR EXISTS (
          SELECT FROM team_members m
          WHERE m.organization_id = $1 AND m.team_id = $7 AND m.user_id = u.id))
        AND ($8::text IS NULL OR strpos(lower(u.username), lower($8)) > 0
             OR strpos(lower(u.email), lower($8)) > 0)
      ORDER BY u.id
      LIMIT $3
      """;

  static final String SELECT_PART = SELECT + PART;

  static final String SELECT_IDS = "SELECT u.id FROM users u " + PART;

  static final String SAVEPOINT = "SAVEPOINT one_user";

  static final String BACK_TO_SAVEPOINT = "ROLLBACK TO SAVEPOINT one_user";

  static final String RELEASE_SAVEPOINT = "RELEASE SAVEPOINT one_user";

  static final String SELECT_MEMBERS =
      SELECT
          + """
          JOIN team_members m ON m.user_id = u.id
          WHERE u.organization_id = $1 AND m.organization_id = $1 AND m.team_id = $2
            AND u.state = 'active' AND ($3::uuid IS NULL OR u.id > $3)
          ORDER BY u.id
          LIMIT $4
          """;
}
