package io.opsconductor.auth.mail;

final class MailedLinkSql {
  private MailedLinkSql() {}

  private static final String COLUMNS = "id, user_id, organization_id, kind, email, attempts\n";

  static final String INSERT =
      """
      INSERT INTO mailed_links
        (id, user_id, organization_id, kind, email, hash, created_at, expires_at, next_attempt_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7)
      """;

  static final String KILL =
      """
      UPDATE mailed_links SET dead_at = $3
      WHERE user_id = $1 AND kind = $2 AND dead_at IS NULL
      """;

  /** Two who ask for the same user at once do not both count up to the last one. */
  static final String LOCK_USER =
      """
      SELECT pg_advisory_xact_lock(hashtextextended('mailed_links ' || $1, 0))::text
      """;

  static final String COUNT =
      """
      SELECT count(*)::int FROM mailed_links
      WHERE user_id = $1 AND kind = $2 AND created_at > $3
      """;

  static final String COUNT_WAITING =
      """
      SELECT count(*)::int FROM mailed_links
      WHERE sent_at IS NULL AND dead_at IS NULL AND created_at > $1
      """;

  static final String SELECT_LIVE =
      "SELECT "
          + COLUMNS
          + """
          FROM mailed_links
          WHERE hash = $1 AND kind = $2 AND dead_at IS NULL AND expires_at > $3
          """;

  /** Whoever comes second finds nothing. */
  static final String USE =
      """
      UPDATE mailed_links SET dead_at = $2
      WHERE id = $1 AND dead_at IS NULL AND expires_at > $2
      """;

  static final String SELECT_PENDING =
      """
      SELECT email FROM mailed_links
      WHERE user_id = $1 AND kind = 'email_verification' AND dead_at IS NULL AND expires_at > $2
      """;

  /**
   * Takes the one that is longest due, and puts it off by more than an attempt lasts, so that no
   * other node sends it at the same time.
   */
  static final String CLAIM =
      """
      UPDATE mailed_links SET
        attempts = attempts + 1,
        next_attempt_at =
          $1::timestamptz + least(interval '5 minutes', interval '30 seconds' * 2 ^ least(attempts, 8)),
        expires_at = $1 + CASE kind WHEN 'password_reset' THEN $2::interval ELSE $3::interval END
      WHERE id = (
        SELECT id FROM mailed_links
        WHERE sent_at IS NULL AND dead_at IS NULL AND next_attempt_at <= $1 AND created_at > $4
        ORDER BY next_attempt_at
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING\
      """
          + " "
          + COLUMNS;

  static final String PUT_HASH =
      """
      UPDATE mailed_links SET hash = $2 WHERE id = $1 AND hash <> $2
      """;

  static final String SENT =
      """
      UPDATE mailed_links SET sent_at = $2 WHERE id = $1
      """;

  static final String DELETE_OLD =
      """
      DELETE FROM mailed_links WHERE created_at < $1
      """;
}
