package io.opsconductor.auth.tokens;

final class ApiTokenSql {
  private ApiTokenSql() {}

  /** Nothing when the owner has as many as may be. */
  static final String INSERT =
      """
      INSERT INTO api_tokens
        (id, organization_id, owner_id, name, hash, permissions, created_at, created_by, expires_at,
         scopes)
      SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $11::text::jsonb
      WHERE (SELECT count(*) FROM api_tokens WHERE owner_id = $3 AND revoked_at IS NULL) < $10
      """;

  private static final String SELECT =
      """
      SELECT id, organization_id, owner_id, name, permissions, scopes::text AS scopes, created_at,
             expires_at, revoked_at, last_used_at, last_used_from
      FROM api_tokens
      """;

  /** Of any organization: who comes with a token says of no other where it belongs. */
  static final String SELECT_BY_HASH = SELECT + "WHERE hash = $1";

  static final String SELECT_BY_ID = SELECT + "WHERE id = $1";

  static final String SELECT_ONE = SELECT + "WHERE organization_id = $1 AND id = $2";

  /** Newest first. */
  static final String SELECT_PART =
      SELECT
          + """
          WHERE organization_id = $1 AND owner_id = $2 AND revoked_at IS NULL
            AND ($3::uuid IS NULL OR id < $3)
          ORDER BY id DESC
          LIMIT $4
          """;

  static final String REVOKE =
      """
      UPDATE api_tokens SET revoked_at = $3
      WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL
      """;

  static final String REVOKE_ALL_OF =
      """
      UPDATE api_tokens SET revoked_at = $3
      WHERE ($1::uuid IS NULL OR organization_id = $1) AND owner_id = $2 AND revoked_at IS NULL
      RETURNING id, organization_id, owner_id, name, permissions, scopes::text AS scopes,
                created_at, expires_at, revoked_at, last_used_at, last_used_from
      """;

  /** A later use that another node wrote stays. */
  static final String SET_USED =
      """
      UPDATE api_tokens SET last_used_at = $2, last_used_from = $3
      WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)
      """;

  static final String DELETE_ENDED =
      """
      DELETE FROM api_tokens WHERE least(revoked_at, expires_at) < $1
      """;
}
