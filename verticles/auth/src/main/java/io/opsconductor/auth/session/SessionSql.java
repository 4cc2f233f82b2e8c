package io.opsconductor.auth.session;

final class SessionSql {
  private SessionSql() {}

  static final String INSERT =
      """
      INSERT INTO sessions
        (id, user_id, organization_id, created_at, last_seen_at, device, address, last_address,
         second_factor_at)
      VALUES ($1, $2, $3, $4, $4, $5, $6, $6, $7)
      """;

  static final String SELECT_LIVE =
      """
      SELECT s.id, s.user_id, s.organization_id, s.second_factor_at, s.provider_factor,
             (EXISTS (SELECT 1 FROM totp_factors f
                      WHERE f.user_id = s.user_id AND f.confirmed_at IS NOT NULL)
              OR EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = s.user_id)
              OR EXISTS (SELECT 1 FROM email_code_factors m
                         WHERE m.user_id = s.user_id)) AS has_factor
      FROM sessions s
      WHERE s.id = $1 AND s.revoked_at IS NULL
      """;

  static final String MARK_PROVIDER_FACTOR =
      "UPDATE sessions SET provider_factor = true WHERE id = $1";

  static final String SHOW_SECOND_FACTOR =
      """
      UPDATE sessions SET second_factor_at = $2
      WHERE id = $1 AND revoked_at IS NULL
      """;

  static final String SELECT_REASON =
      """
      SELECT reason FROM sessions WHERE id = $1 AND user_id = $2 AND revoked_at IS NOT NULL
      """;

  static final String SEEN =
      """
      UPDATE sessions SET last_seen_at = $2, last_address = $3
      WHERE id = $1 AND revoked_at IS NULL
      """;

  static final String REVOKE =
      """
      UPDATE sessions SET revoked_at = $2, reason = $3
      WHERE id = $1 AND revoked_at IS NULL
      RETURNING id, user_id, organization_id
      """;

  /** In the order of the ids, so that two who do this at once do not lock each other out. */
  static final String REVOKE_ALL_OF_USER =
      """
      UPDATE sessions SET revoked_at = $4, reason = $5
      WHERE id IN (
        SELECT id FROM sessions
        WHERE organization_id = $1 AND user_id = $2 AND revoked_at IS NULL
          AND ($3::uuid IS NULL OR id <> $3)
        ORDER BY id
        FOR UPDATE)
      RETURNING id, user_id, organization_id
      """;

  static final String IS_OF_USER =
      """
      SELECT 1 FROM sessions
      WHERE organization_id = $1 AND user_id = $2 AND id = $3
      """;

  /** Those that can still be gone on with, newest first. */
  static final String SELECT_PART =
      """
      SELECT id, device, address, created_at, last_address, last_seen_at
      FROM sessions
      WHERE organization_id = $1 AND user_id = $2 AND revoked_at IS NULL AND last_seen_at > $3
        AND ($4::uuid IS NULL OR id < $4)
      ORDER BY id DESC
      LIMIT $5
      """;

  static final String DELETE_FORGOTTEN =
      """
      DELETE FROM sessions WHERE last_seen_at < $1
      """;

  static final String INSERT_TOKEN =
      """
      INSERT INTO refresh_tokens (hash, session_id, issued_at, expires_at)
      VALUES ($1, $2, $3, $4)
      """;

  private static final String SELECT_TOKEN =
      """
      SELECT s.id, s.user_id, s.organization_id, s.revoked_at IS NOT NULL AS revoked,
             t.issued_at, t.expires_at, t.used_at, t.successor_salt, t.successor_hash
      FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
      WHERE t.hash = $1
      """;

  static final String FIND_TOKEN = SELECT_TOKEN;

  /** Whoever comes second waits here and then sees that the token was used. */
  static final String LOCK_TOKEN = SELECT_TOKEN + "FOR UPDATE OF t";

  static final String USE_TOKEN =
      """
      UPDATE refresh_tokens SET used_at = $2, successor_salt = $3, successor_hash = $4
      WHERE hash = $1 AND used_at IS NULL
      """;

  static final String DELETE_EXPIRED_TOKENS =
      """
      DELETE FROM refresh_tokens WHERE expires_at < $1
      """;
}
