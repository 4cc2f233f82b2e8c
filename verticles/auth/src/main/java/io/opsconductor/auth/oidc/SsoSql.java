package io.opsconductor.auth.oidc;

final class SsoSql {
  private SsoSql() {}

  /** None beyond the bounds, of one network and of all, whoever begins so many. */
  static final String INSERT =
      """
      INSERT INTO sso_sign_ins (state_hash, organization_id, provider, binding_hash, nonce,
          verifier, return_to, program_port, program_challenge, created_at, expires_at, network)
      SELECT $1::bytea, $2::uuid, $3::text, $4::bytea, $5::text, $6::bytea, $7::text, $8::integer,
          $9::text, $10::timestamptz, $11::timestamptz, $13::text
      WHERE (SELECT count(*) FROM sso_sign_ins WHERE network = $13::text) < $14::bigint
        AND (SELECT count(*) FROM (SELECT 1 FROM sso_sign_ins LIMIT $12::integer) counted)
          < $12::integer
      """;

  static final String TAKE =
      """
      DELETE FROM sso_sign_ins
      WHERE state_hash = $1 AND provider = $2 AND binding_hash = $3 AND expires_at > $4
      RETURNING nonce, verifier, return_to, program_port, program_challenge
      """;

  static final String DELETE_EXPIRED =
      """
      DELETE FROM sso_sign_ins WHERE expires_at < $1
      """;

  static final String INSERT_CODE =
      """
      INSERT INTO sso_codes (code_hash, organization_id, provider, challenge, identity, created_at,
          expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;

  /** Used up by whoever shows it, be it with the wrong verifier. */
  static final String TAKE_CODE =
      """
      DELETE FROM sso_codes WHERE code_hash = $1
      RETURNING provider, challenge, identity, expires_at
      """;

  static final String DELETE_EXPIRED_CODES =
      """
      DELETE FROM sso_codes WHERE expires_at < $1
      """;
}
