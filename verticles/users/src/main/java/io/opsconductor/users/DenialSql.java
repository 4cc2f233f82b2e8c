package io.opsconductor.users;

final class DenialSql {
  private DenialSql() {}

  /** What was given to them, to the members of those that are teams, and to teams of all these. */
  static final String ROLES_OF =
      """
      WITH somebody AS (
        SELECT unnest($2::uuid[]) AS id
        UNION
        SELECT user_id FROM team_members WHERE organization_id = $1 AND team_id = ANY($2::uuid[]))
      SELECT r.role FROM user_roles r JOIN somebody s ON s.id = r.user_id
      UNION
      SELECT r.role FROM service_account_roles r JOIN somebody s ON s.id = r.service_account_id
      UNION
      SELECT g.role FROM grants g
      WHERE g.organization_id = $1 AND g.effect = 'allow'
        AND (g.subject_id IN (SELECT id FROM somebody) OR g.subject_id IN
              (SELECT m.team_id FROM team_members m JOIN somebody s ON s.id = m.user_id
               WHERE m.organization_id = $1))
      """;

  static final String IS_DENIED_ANYTHING =
      """
      SELECT EXISTS (
        SELECT FROM grants WHERE organization_id = $1 AND subject_id = $2 AND effect = 'deny')
      """;

  static final String DENIED_THE_ROLE =
      """
      SELECT DISTINCT subject_id FROM grants
      WHERE organization_id = $1 AND role = $2 AND effect = 'deny'
      """;
}
