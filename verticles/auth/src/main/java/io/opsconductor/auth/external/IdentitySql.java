package io.opsconductor.auth.external;

final class IdentitySql {
  private IdentitySql() {}

  private static final String SELECT =
      """
      SELECT id, organization_id, user_id, provider, subject, state, username, display_name,
             email, linked_at, last_used_at
      FROM external_identities
      """;

  static final String FIND = SELECT + "WHERE provider = $1 AND subject = $2";

  static final String OF_USER =
      SELECT + "WHERE organization_id = $1 AND user_id = $2 AND state = 'linked' ORDER BY provider";

  static final String LOCK_OF_USER =
      SELECT
          + """
          WHERE organization_id = $1 AND user_id = $2 AND state = 'linked'
          ORDER BY provider FOR UPDATE
          """;

  static final String PROVIDERS =
      "SELECT provider FROM external_identities WHERE user_id = $1 ORDER BY provider";

  static final String OF_PROVED_ADDRESS =
      "SELECT user_id FROM email_addresses WHERE organization_id = $1 AND lower(email) = lower($2)";

  /** Whoever comes second finds what the first one wrote. */
  static final String INSERT =
      """
      INSERT INTO external_identities
        (id, organization_id, user_id, provider, subject, state, username, display_name, email,
         linked_at, last_used_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
      ON CONFLICT (provider, subject) DO NOTHING
      """;

  static final String USED =
      """
      UPDATE external_identities
      SET username = $2, display_name = $3, email = $4, last_used_at = $5
      WHERE id = $1
      """;

  static final String LINKED =
      "UPDATE external_identities SET state = 'linked' WHERE id = $1 AND state = 'making'";

  static final String DELETE = "DELETE FROM external_identities WHERE id = $1";
}
