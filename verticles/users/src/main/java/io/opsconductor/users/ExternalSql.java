package io.opsconductor.users;

final class ExternalSql {
  private ExternalSql() {}

  static final String INSERT_USER =
      """
      INSERT INTO users (id, organization_id, username, state, email)
      VALUES ($1, $2, $3, 'active', $4)
      ON CONFLICT (id) DO NOTHING
      """;

  static final String ROLES =
      "SELECT role FROM user_roles WHERE user_id = $1 AND $2 = ANY(providers) ORDER BY role";

  static final String TEAMS =
      """
      SELECT m.team_id AS id, t.name FROM team_members m JOIN teams t ON t.id = m.team_id
      WHERE m.organization_id = $1 AND m.user_id = $2 AND $3 = ANY(m.providers)
      ORDER BY t.name
      """;

  /** In either case of their letters; kept until the transaction ends. */
  static final String TEAMS_NAMED =
      """
      SELECT id, name FROM teams
      WHERE organization_id = $1
        AND lower(name) = ANY(ARRAY(SELECT lower(n) FROM unnest($2::text[]) AS n))
      ORDER BY name FOR KEY SHARE
      """;

  static final String GIVE_ROLES =
      """
      INSERT INTO user_roles (user_id, role, by_hand, providers)
      SELECT $1, unnest($3::text[]), false, ARRAY[$2]
      ON CONFLICT (user_id, role) DO UPDATE
        SET providers = array_append(array_remove(user_roles.providers, $2), $2)
      """;

  /** Those that nothing else gives go. */
  static final String TAKE_LAST_ROLES =
      """
      DELETE FROM user_roles
      WHERE user_id = $1 AND NOT by_hand AND providers = ARRAY[$2] AND role <> ALL($3::text[])
      """;

  static final String TAKE_ROLES =
      """
      UPDATE user_roles SET providers = array_remove(providers, $2)
      WHERE user_id = $1 AND $2 = ANY(providers) AND role <> ALL($3::text[])
      """;

  static final String GIVE_TEAMS =
      """
      INSERT INTO team_members (team_id, user_id, organization_id, by_hand, providers)
      SELECT unnest($4::uuid[]), $2, $1, false, ARRAY[$3]
      ON CONFLICT (team_id, user_id) DO UPDATE
        SET providers = array_append(array_remove(team_members.providers, $3), $3)
      """;

  static final String TAKE_LAST_TEAMS =
      """
      DELETE FROM team_members
      WHERE organization_id = $1 AND user_id = $2 AND NOT by_hand AND providers = ARRAY[$3]
        AND team_id <> ALL($4::uuid[])
      """;

  static final String TAKE_TEAMS =
      """
      UPDATE team_members SET providers = array_remove(providers, $3)
      WHERE organization_id = $1 AND user_id = $2 AND $3 = ANY(providers)
        AND team_id <> ALL($4::uuid[])
      """;

  static final String CHANGED =
      "UPDATE users SET version = version + 1 WHERE organization_id = $1 AND id = $2";
}
