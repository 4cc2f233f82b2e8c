package io.opsconductor.users;

final class LastAdminSql {
  private LastAdminSql() {}

  /** Does not wait for those that only name the organization, as every new user does. */
  static final String TAKE_TURNS = "SELECT id FROM organizations WHERE id = $1 FOR NO KEY UPDATE";

  static final String EXISTS =
      """
      SELECT EXISTS (
        SELECT FROM users u JOIN user_roles r ON r.user_id = u.id AND r.role = 'admin'
        WHERE u.organization_id = $1 AND u.state = 'active' AND u.enabled
          AND NOT EXISTS (
            SELECT FROM grants g
            WHERE g.organization_id = $1 AND g.effect = 'deny' AND g.object_type IS NULL
              AND (g.subject_id = u.id OR g.subject_id IN
                    (SELECT m.team_id FROM team_members m WHERE m.user_id = u.id))))
      """;
}
