package io.opsconductor.users;

final class TeamSql {
  private TeamSql() {}

  private static final String SELECT =
      """
      SELECT t.id, t.name, t.description, t.version, t.created_at, lower(t.name) COLLATE "C" AS sort_key,
             (SELECT count(*)::int FROM team_members m WHERE m.team_id = t.id) AS members
      FROM teams t
      """;

  static final String INSERT =
      "INSERT INTO teams (id, organization_id, name, description) VALUES ($1, $2, $3, $4)";

  static final String ONE = SELECT + "WHERE t.organization_id = $1 AND t.id = $2";

  static final String LOCK =
      "SELECT id FROM teams WHERE organization_id = $1 AND id = $2 FOR UPDATE";

  static final String LIST =
      SELECT
          + """
          WHERE t.organization_id = $1
            AND ($2::text IS NULL OR lower(t.name) COLLATE "C" > lower($2::text) COLLATE "C")
            AND ($4::text IS NULL OR starts_with(lower(t.name), lower($4)))
            AND ($5::uuid IS NULL OR EXISTS (
              SELECT FROM team_members f
              WHERE f.organization_id = $1 AND f.team_id = t.id AND f.user_id = $5))
          ORDER BY sort_key LIMIT $3
          """;

  static final String UPDATE =
      """
      UPDATE teams SET name = $3, description = $4, version = version + 1
      WHERE organization_id = $1 AND id = $2
      """;

  static final String DELETE = "DELETE FROM teams WHERE organization_id = $1 AND id = $2";

  static final String DELETE_GRANTS =
      "DELETE FROM grants WHERE organization_id = $1 AND subject_type = 'team' AND subject_id = $2";

  static final String ADD_MEMBER =
      """
      INSERT INTO team_members (team_id, user_id, organization_id) VALUES ($2, $3, $1)
      ON CONFLICT (team_id, user_id) DO UPDATE SET by_hand = true WHERE NOT team_members.by_hand
      """;

  static final String REMOVE_MEMBER =
      "DELETE FROM team_members WHERE organization_id = $1 AND team_id = $2 AND user_id = $3";

  static final String IS_MEMBER =
      """
      SELECT EXISTS (
        SELECT FROM team_members WHERE organization_id = $1 AND team_id = $2 AND user_id = $3)
      """;

  /** What the team was given, by roles. */
  static final String ROLES =
      """
      SELECT DISTINCT role FROM grants
      WHERE organization_id = $1 AND subject_type = 'team' AND subject_id = $2
      """;
}
