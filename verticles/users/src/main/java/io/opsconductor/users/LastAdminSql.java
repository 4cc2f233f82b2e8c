package io.opsconductor.users;

final class LastAdminSql {
  private LastAdminSql() {}

  /** Does not wait for those that only name the organization, as every new user does. */
  static final String TAKE_TURNS = "SELECT id FROM organizations WHERE id = $1 FOR NO KEY UPDATE";

  /** Of those with the role: 2 for one whom nothing is denied, 1 for one whom not all is. */
  static final String BEST =
      """
      SELECT coalesce(max(CASE WHEN d.any THEN 1 ELSE 2 END), 0)
      FROM users u
      JOIN user_roles r ON r.user_id = u.id AND r.role = 'admin'
      CROSS JOIN LATERAL (
        SELECT count(*) > 0 AS any, count(*) FILTER (WHERE g.object_type IS NULL) > 0 AS everywhere
        FROM grants g
        WHERE g.organization_id = $1 AND g.effect = 'deny'
          AND (g.subject_id = u.id OR g.subject_id IN
                (SELECT m.team_id FROM team_members m WHERE m.user_id = u.id))) d
      WHERE u.organization_id = $1 AND u.state = 'active' AND u.enabled AND NOT d.everywhere
      """;

  static final String HAS_ROLE =
      """
      SELECT EXISTS (
        SELECT FROM users u JOIN user_roles r ON r.user_id = u.id AND r.role = 'admin'
        WHERE u.organization_id = $1 AND u.id = $2 AND u.state = 'active' AND u.enabled)
      """;
}
