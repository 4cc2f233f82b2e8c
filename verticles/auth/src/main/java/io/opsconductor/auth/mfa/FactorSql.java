package io.opsconductor.auth.mfa;

final class FactorSql {
  private FactorSql() {}

  /** One judgement of a user's codes at a time, on whichever node. */
  static final String LOCK_USER = "SELECT pg_advisory_xact_lock($1)";

  private static final String SELECT =
      """
      SELECT id, secret, created_at, confirmed_at, last_step, last_used_at
      FROM totp_factors
      """;

  static final String SELECT_CONFIRMED = SELECT + "WHERE user_id = $1 AND confirmed_at IS NOT NULL";

  static final String SELECT_BEGUN =
      SELECT + "WHERE user_id = $1 AND confirmed_at IS NULL AND created_at > $2";

  /** Replaces the one that was begun before. */
  static final String BEGIN =
      """
      INSERT INTO totp_factors (id, user_id, organization_id, secret, created_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (user_id) WHERE confirmed_at IS NULL DO UPDATE
      SET id = excluded.id, secret = excluded.secret, created_at = excluded.created_at
      """;

  static final String DELETE_CONFIRMED =
      """
      DELETE FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL
      """;

  static final String CONFIRM =
      """
      UPDATE totp_factors SET confirmed_at = $3, last_step = $2, last_used_at = $3
      WHERE id = $1 AND confirmed_at IS NULL
      """;

  /** Only forward: a code of an earlier step, or the same one again, changes no row. */
  static final String ACCEPT =
      """
      UPDATE totp_factors SET last_step = $2, last_used_at = $3
      WHERE id = $1 AND confirmed_at IS NOT NULL AND last_step < $2
      """;

  static final String DELETE_ONE =
      """
      DELETE FROM totp_factors
      WHERE organization_id = $1 AND user_id = $2 AND id = $3 AND confirmed_at IS NOT NULL
      """;

  static final String DELETE_ALL =
      """
      DELETE FROM totp_factors WHERE organization_id = $1 AND user_id = $2
      """;

  static final String DELETE_BEGUN_BEFORE =
      """
      DELETE FROM totp_factors WHERE confirmed_at IS NULL AND created_at < $1
      """;

  static final String SELECT_EMAIL_CODES =
      """
      SELECT id, created_at, last_used_at FROM email_code_factors WHERE user_id = $1
      """;

  static final String INSERT_EMAIL_CODES =
      """
      INSERT INTO email_code_factors (user_id, id, organization_id, created_at)
      VALUES ($1, $2, $3, $4)
      """;

  static final String USE_EMAIL_CODES =
      """
      UPDATE email_code_factors SET last_used_at = $2 WHERE user_id = $1
      """;

  static final String DELETE_EMAIL_CODES =
      """
      DELETE FROM email_code_factors WHERE organization_id = $1 AND user_id = $2
      """;

  static final String INSERT_RECOVERY_CODE =
      """
      INSERT INTO recovery_codes (user_id, hash, organization_id, created_at)
      VALUES ($1, $2, $3, $4)
      """;

  static final String USE_RECOVERY_CODE =
      """
      UPDATE recovery_codes SET used_at = $3
      WHERE user_id = $1 AND hash = $2 AND used_at IS NULL
      """;

  static final String COUNT_RECOVERY_CODES =
      """
      SELECT count(*)::int FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL
      """;

  static final String DELETE_RECOVERY_CODES =
      """
      DELETE FROM recovery_codes WHERE user_id = $1
      """;
}
