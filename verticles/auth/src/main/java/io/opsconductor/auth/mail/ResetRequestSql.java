package io.opsconductor.auth.mail;

final class ResetRequestSql {
  private ResetRequestSql() {}

  /** Many who ask from one network at once do not all count up to the last one. */
  static final String LOCK_NETWORK =
      """
      SELECT pg_advisory_xact_lock(hashtextextended('reset_requests ' || $1, 0))::text
      """;

  static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE network = $1)::int AS of_network,
             count(*) FILTER (WHERE account IS NOT NULL)::int AS open
      FROM reset_requests
      WHERE created_at > $2
      """;

  static final String INSERT =
      """
      INSERT INTO reset_requests (id, account, network, created_at) VALUES ($1, $2, $3, $4)
      """;

  static final String LOCK_OLDEST =
      """
      SELECT id, account FROM reset_requests
      WHERE account IS NOT NULL
      ORDER BY created_at
      LIMIT 1
      FOR UPDATE SKIP LOCKED
      """;

  static final String CLOSE =
      """
      UPDATE reset_requests SET account = NULL WHERE id = $1
      """;

  static final String DELETE_OLD =
      """
      DELETE FROM reset_requests WHERE created_at < $1
      """;
}
