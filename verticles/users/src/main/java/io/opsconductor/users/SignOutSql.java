package io.opsconductor.users;

final class SignOutSql {
  private SignOutSql() {}

  static final String BEGIN =
      """
      INSERT INTO sign_outs (user_id, organization_id) VALUES ($1, $2)
      ON CONFLICT (user_id) DO UPDATE SET asked_at = now()
      """;

  static final String IS_LEFT = "SELECT EXISTS (SELECT FROM sign_outs WHERE user_id = $1)";

  /** A request has ten seconds to end them itself. */
  static final String LEFT =
      """
      SELECT user_id, organization_id FROM sign_outs
      WHERE asked_at < now() - interval '5 seconds' ORDER BY asked_at LIMIT $1
      """;

  static final String END = "DELETE FROM sign_outs WHERE user_id = $1";
}
