package io.opsconductor.users;

final class CreationSql {
  private CreationSql() {}

  static final String INSERT =
      """
      INSERT INTO user_creations (user_id, organization_id, username, state,
                                  actor_organization_id, actor_id, actor, correlation_id)
      VALUES ($1, $2, $3, 'begun', $4, $5, $6, $7)
      """;

  static final String INSERT_REMOVAL =
      """
      INSERT INTO user_creations (user_id, organization_id, username, state,
                                  actor_organization_id, actor_id, actor, correlation_id)
      VALUES ($1, $2, $3, 'removing', $4, $5, $6, $7)
      """;

  static final String MOVE =
      """
      UPDATE user_creations SET state = $3, changed_at = now() WHERE user_id = $1 AND state = $2
      """;

  static final String DELETE = "DELETE FROM user_creations WHERE user_id = $1 AND state = $2";

  private static final String SELECT =
      """
      SELECT user_id, organization_id, username, state,
             actor_organization_id, actor_id, actor, correlation_id
      FROM user_creations
      """;

  static final String SELECT_ONE = SELECT + "WHERE user_id = $1";

  /** A request has ten seconds. What is being undone is tried again soon. */
  static final String SELECT_LEFT =
      SELECT
          + """
          WHERE changed_at < now() - interval '1 minute'
             OR state IN ('undoing', 'removing') AND changed_at < now() - interval '5 seconds'
          ORDER BY changed_at LIMIT $1
          """;

  /** Of a release that did not write down what it was about. */
  static final String ADOPT =
      """
      INSERT INTO user_creations (user_id, organization_id, username, state)
      SELECT u.id, u.organization_id, u.username, 'undoing' FROM users u
      WHERE u.state = 'provisioning' AND u.created_at < now() - interval '1 minute'
        AND NOT EXISTS (SELECT FROM user_creations c WHERE c.user_id = u.id)
      ON CONFLICT DO NOTHING
      """;
}
