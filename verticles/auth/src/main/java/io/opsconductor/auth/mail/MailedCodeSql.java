package io.opsconductor.auth.mail;

final class MailedCodeSql {
  private MailedCodeSql() {}

  /** Two that are asked for at once do not both count up to the last one. */
  static final String LOCK_USER =
      """
      SELECT pg_advisory_xact_lock(hashtextextended('mailed_codes ' || $1, 0))::text
      """;

  static final String COUNT =
      """
      SELECT count(*)::int FROM mailed_codes WHERE user_id = $1 AND created_at > $2
      """;

  static final String KILL =
      """
      UPDATE mailed_codes SET dead_at = $3
      WHERE user_id = $1 AND bound_to = $2 AND dead_at IS NULL
      """;

  static final String INSERT =
      """
      INSERT INTO mailed_codes
        (id, user_id, organization_id, bound_to, hash, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  static final String SELECT_LIVE =
      """
      SELECT id, hash FROM mailed_codes
      WHERE user_id = $1 AND bound_to = $2 AND dead_at IS NULL AND expires_at > $3
        AND attempts < $4
      FOR UPDATE
      """;

  static final String USE = "UPDATE mailed_codes SET dead_at = $2 WHERE id = $1";

  static final String COUNT_ATTEMPT =
      """
      UPDATE mailed_codes SET attempts = attempts + 1 WHERE id = $1
      """;

  static final String DELETE_OLD = "DELETE FROM mailed_codes WHERE expires_at < $1";
}
