package io.opsconductor.auth.account;

final class ForgottenSql {
  private ForgottenSql() {}

  static final String INSERT =
      """
      INSERT INTO forgotten_users (user_id, organization_id, forgotten_at) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      """;

  static final String EXISTS =
      """
      SELECT EXISTS (SELECT FROM forgotten_users WHERE user_id = $1)
      """;

  static final String DELETE_OLD = "DELETE FROM forgotten_users WHERE forgotten_at < $1";

  static final String DELETE_PASSWORD =
      "DELETE FROM passwords WHERE organization_id = $1 AND user_id = $2";

  static final String DELETE_HISTORY =
      "DELETE FROM password_history WHERE organization_id = $1 AND user_id = $2";

  static final String DELETE_IDENTITIES =
      "DELETE FROM external_identities WHERE organization_id = $1 AND user_id = $2";

  static final String DELETE_ADDRESS =
      "DELETE FROM email_addresses WHERE organization_id = $1 AND user_id = $2";

  static final String DELETE_LINKS =
      "DELETE FROM mailed_links WHERE organization_id = $1 AND user_id = $2";

  static final String DELETE_POLICIES =
      """
      DELETE FROM mfa_policies
      WHERE organization_id = $1 AND scope IN ('user', 'own') AND subject_id = $2
      """;
}
