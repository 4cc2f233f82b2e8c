package io.opsconductor.auth.mail;

final class EmailSql {
  private EmailSql() {}

  private static final String SELECT =
      """
      SELECT user_id, organization_id, email, verified_at FROM email_addresses
      """;

  static final String SELECT_OF_USER = SELECT + "WHERE user_id = $1";

  static final String SELECT_BY_EMAIL = SELECT + "WHERE lower(email) = lower($1)";

  static final String PUT =
      """
      INSERT INTO email_addresses (user_id, organization_id, email, verified_at)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, verified_at = excluded.verified_at
      """;
}
