package io.opsconductor.users;

final class EntitlementSql {
  private EntitlementSql() {}

  /** The user's own grants, those of the user's teams, and the roles. */
  static final String OF_SUBJECT =
      """
      SELECT NULL::uuid AS grant_id, u.role, r.permissions, NULL AS object_type,
             NULL::uuid AS object_id, NULL AS selector, 'allow' AS effect, NULL AS team
      FROM user_roles u LEFT JOIN roles r ON r.organization_id = $1 AND r.name = u.role
      WHERE u.user_id = $2
      UNION ALL
      SELECT g.id, g.role, r.permissions, g.object_type, g.object_id, g.selector, g.effect, t.name
      FROM grants g
      LEFT JOIN roles r ON r.organization_id = g.organization_id AND r.name = g.role
      LEFT JOIN teams t ON g.subject_type = 'team' AND t.id = g.subject_id
      WHERE g.organization_id = $1
        AND (g.subject_id = $2 OR g.subject_id IN
              (SELECT m.team_id FROM team_members m
               WHERE m.user_id = $2 AND m.organization_id = $1))
      """;
}
