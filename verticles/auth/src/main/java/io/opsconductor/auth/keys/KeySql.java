package io.opsconductor.auth.keys;

final class KeySql {
  private KeySql() {}

  /** One node at a time looks whether a key is missing. The number is any that nobody else uses. */
  static final String LOCK_SIGNING_KEYS = "SELECT pg_advisory_xact_lock(4711001)";

  static final String SELECT_SIGNING_KEYS =
      """
      SELECT key_id, private_jwk, signs_from, signs_until, verifies_until
      FROM signing_keys
      WHERE verifies_until > $1
      ORDER BY signs_from, key_id
      """;

  static final String INSERT_SIGNING_KEY =
      """
      INSERT INTO signing_keys
        (key_id, public_jwk, private_jwk, signs_from, signs_until, verifies_until)
      VALUES ($1, $2, $3, $4, $5, $6)
      """;

  static final String DELETE_LATER_SIGNING_KEYS =
      """
      DELETE FROM signing_keys WHERE signs_from > $1
      """;

  static final String RETIRE_SIGNING_KEYS =
      """
      UPDATE signing_keys
      SET signs_until = least(signs_until, $1), verifies_until = least(verifies_until, $2)
      """;

  static final String DELETE_EXPIRED_SIGNING_KEYS =
      """
      DELETE FROM signing_keys WHERE verifies_until <= $1
      """;

  static final String SELECT_SERVICE_KEYS =
      """
      SELECT key_id, service, jwk, expires_at
      FROM service_keys
      WHERE expires_at > $1
      ORDER BY key_id
      """;

  static final String UPSERT_SERVICE_KEY =
      """
      INSERT INTO service_keys (key_id, service, jwk, expires_at)
      VALUES ($1, $2, $3, $4)
      ON CONFLICT (key_id) DO UPDATE
      SET expires_at = greatest(service_keys.expires_at, excluded.expires_at)
      WHERE service_keys.service = excluded.service AND service_keys.jwk = excluded.jwk
      """;

  static final String EXTEND_SERVICE_KEY =
      """
      UPDATE service_keys SET expires_at = greatest(expires_at, $4)
      WHERE key_id = $1 AND service = $2 AND jwk = $3
      """;

  static final String DELETE_EXPIRED_SERVICE_KEYS =
      """
      DELETE FROM service_keys WHERE expires_at <= $1
      """;
}
