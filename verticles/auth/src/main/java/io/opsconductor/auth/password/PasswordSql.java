package io.opsconductor.auth.password;

final class PasswordSql {
  private PasswordSql() {}

  static final String HAD_FIRST =
      """
      SELECT EXISTS (SELECT FROM first_administrators WHERE user_id = $1)
          OR EXISTS (SELECT FROM passwords WHERE user_id = $1)
      """;

  static final String INSERT_FIRST =
      """
      INSERT INTO first_administrators (user_id, organization_id) VALUES ($1, $2)
      ON CONFLICT DO NOTHING
      """;

  private static final String SELECT =
      """
      SELECT user_id, organization_id, username, hash
      FROM passwords
      """;

  static final String SELECT_BY_NAME = SELECT + "WHERE lower(username) = lower($1)";

  static final String SELECT_BY_USER = SELECT + "WHERE user_id = $1";

  /**
   * Frees the name from a user whose making was never finished. User ids grow with time, so the
   * late request of a making that was given up does not undo a later one.
   */
  static final String DELETE_EARLIER_OF_NAME =
      """
      DELETE FROM passwords
      WHERE lower(username) = lower($1) AND user_id < $2
      """;

  static final String UPSERT =
      """
      INSERT INTO passwords (user_id, organization_id, username, hash)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (user_id) DO UPDATE
      SET username = excluded.username, hash = excluded.hash, changed_at = now()
      """;

  static final String REPLACE =
      """
      UPDATE passwords SET hash = $3, changed_at = now()
      WHERE user_id = $1 AND hash = $2
      """;

  static final String IS_OLDER =
      """
      SELECT changed_at < $2 FROM passwords WHERE user_id = $1
      """;

  static final String SELECT_FORMER =
      """
      SELECT hash FROM password_history
      WHERE user_id = $1
      ORDER BY id DESC
      LIMIT $2
      """;

  static final String INSERT_FORMER =
      """
      INSERT INTO password_history (id, user_id, organization_id, hash)
      VALUES ($1, $2, $3, $4)
      """;

  static final String DELETE_FORMER =
      """
      DELETE FROM password_history
      WHERE user_id = $1 AND id NOT IN (
        SELECT id FROM password_history WHERE user_id = $1 ORDER BY id DESC LIMIT $2)
      """;

  static final String REHASH =
      """
      UPDATE passwords SET hash = $3
      WHERE user_id = $1 AND hash = $2
      """;

  static final String INSERT_IF_NONE =
      """
      INSERT INTO passwords (user_id, organization_id, username, hash)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING
      """;
}
