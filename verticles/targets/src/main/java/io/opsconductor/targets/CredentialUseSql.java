package io.opsconductor.targets;

/** The statements on who uses which credential. */
final class CredentialUseSql {
  private CredentialUseSql() {}

  static final String CLAIM =
      """
      INSERT INTO credential_claims (id, organization_id, credential_id, target_name, expires_at)
      VALUES ($1, $2, $3, $4, now() + interval '30 seconds')
      """;

  static final String REDEEM = "DELETE FROM credential_claims WHERE id = $1 AND expires_at > now()";

  static final String RELEASE = "DELETE FROM credential_claims WHERE id = $1";

  /**
   * A claim counts for longer than it can be redeemed: the transaction that redeems it may still be
   * open.
   */
  static final String USES =
      """
      SELECT name FROM (
        SELECT 'target ' || name AS name FROM targets
         WHERE credential_id = $1 AND deleted_at IS NULL
        UNION
        SELECT 'target ' || target_name || ' (being written)' FROM credential_claims
         WHERE credential_id = $1 AND expires_at > now() - interval '90 seconds'
      ) uses
      ORDER BY name
      LIMIT 20
      """;

  static final String FORGET_CLAIMS =
      "DELETE FROM credential_claims WHERE expires_at < now() - interval '5 minutes'";
}
