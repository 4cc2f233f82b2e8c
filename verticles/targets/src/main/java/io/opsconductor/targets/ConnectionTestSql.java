package io.opsconductor.targets;

/** The statements on leases of connection tests. */
final class ConnectionTestSql {
  private ConnectionTestSql() {}

  static final String ADD =
      """
      INSERT INTO connection_tests (id, organization_id, target_id, credential_id, user_id,
          username, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, now() + interval '30 seconds')
      RETURNING fence
      """;

  static final String LIVE =
      """
      SELECT organization_id, credential_id, user_id, username FROM connection_tests
       WHERE id = $1 AND fence = $2 AND expires_at > now()
      """;

  static final String DELETE = "DELETE FROM connection_tests WHERE id = $1";

  static final String FORGET = "DELETE FROM connection_tests WHERE expires_at < now()";
}
