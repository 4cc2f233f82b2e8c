package io.opsconductor.auth.passkey;

final class PasskeySql {
  private PasskeySql() {}

  private static final String SELECT =
      """
      SELECT id, name, credential_id, credential, counter, verified_user, backup_eligible,
             backed_up, transports, created_at, last_used_at
      FROM passkeys
      """;

  static final String SELECT_OF_USER = SELECT + "WHERE user_id = $1 ORDER BY id";

  static final String SELECT_ONE = SELECT + "WHERE user_id = $1 AND credential_id = $2";

  static final String SELECT_OWNER =
      """
      SELECT user_id, organization_id FROM passkeys WHERE credential_id = $1
      """;

  static final String COUNT =
      """
      SELECT count(*)::int FROM passkeys WHERE user_id = $1
      """;

  static final String INSERT =
      """
      INSERT INTO passkeys
        (id, user_id, organization_id, name, credential_id, credential, counter, verified_user,
         backup_eligible, backed_up, transports, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;

  /** A counter only goes on; authenticators that count nothing say 0 for ever. */
  static final String USE =
      """
      UPDATE passkeys
      SET counter = $2, backed_up = $3, last_used_at = $4, verified_user = verified_user OR $5
      WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))
      """;

  static final String RENAME =
      """
      UPDATE passkeys SET name = $4
      WHERE organization_id = $1 AND user_id = $2 AND id = $3
      """;

  static final String SELECT_BY_ID =
      SELECT + "WHERE organization_id = $1 AND user_id = $2 AND id = $3";

  static final String DELETE_ONE =
      """
      DELETE FROM passkeys WHERE organization_id = $1 AND user_id = $2 AND id = $3
      """;

  static final String DELETE_ALL =
      """
      DELETE FROM passkeys WHERE organization_id = $1 AND user_id = $2
      """;

  /** One of a kind for each session or sign-in: asked again, the one before is good no more. */
  static final String PUT_CHALLENGE =
      """
      INSERT INTO passkey_challenges
        (user_id, organization_id, purpose, bound_to, hash, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (user_id, purpose, bound_to) DO UPDATE
      SET hash = excluded.hash, expires_at = excluded.expires_at
      """;

  static final String TAKE_CHALLENGE =
      """
      DELETE FROM passkey_challenges
      WHERE user_id = $1 AND purpose = $2 AND bound_to = $3 AND hash = $4
      RETURNING expires_at > $5 AS in_time
      """;

  static final String DELETE_CHALLENGES_OF_USER =
      """
      DELETE FROM passkey_challenges WHERE organization_id = $1 AND user_id = $2
      """;

  static final String DELETE_EXPIRED_CHALLENGES =
      """
      DELETE FROM passkey_challenges WHERE expires_at < $1
      """;

  static final String USE_SIGNED_CHALLENGE =
      """
      INSERT INTO used_passkey_challenges (hash, expires_at) VALUES ($1, $2)
      ON CONFLICT DO NOTHING
      """;

  static final String DELETE_EXPIRED_SIGNED_CHALLENGES =
      """
      DELETE FROM used_passkey_challenges WHERE expires_at < $1
      """;
}
