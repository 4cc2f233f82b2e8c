package io.opsconductor.users;

final class EntitlementSql {
  private EntitlementSql() {}

  /** Own grants, those of the teams that a user is in, and roles: of a user or service account. */
  static final String OF_SUBJECT =
      """
      SELECT NULL::uuid AS grant_id, u.role, r.permissions, NULL AS object_type,
             NULL::uuid AS object_id, NULL AS selector, 'allow' AS effect, NULL AS team
      FROM user_roles u LEFT JOIN roles r ON r.organization_id = $1 AND r.name = u.role
      WHERE u.user_id = $2
      UNION ALL
      SELECT NULL, a.role, r.permissions, NULL, NULL, NULL, 'allow', NULL
      FROM service_account_roles a LEFT JOIN roles r ON r.organization_id = $1 AND r.name = a.role
      WHERE a.service_account_id = $2
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
