package io.opsconductor.secrets;

import java.util.Map;

/** The statements of this service. */
final class CredentialSql {
  private CredentialSql() {}

  private static final String VIEW =
      """
      SELECT c.id, c.name, v.type, v.username, c.current_version, v.fingerprint,
             c.created_at, c.updated_at
        FROM credentials c
        JOIN credential_versions v ON v.credential_id = c.id AND v.version = c.current_version
      """;

  static final String GET = VIEW + "WHERE c.id = $1 AND c.organization_id = $2";

  static final String LOCK =
      "SELECT id FROM credentials WHERE id = $1 AND organization_id = $2 FOR UPDATE";

  static final Map<String, String> COLUMNS = Map.of("name", "c.name", "id", "c.id::text");

  /** First argument of the condition in {@link #list}. */
  static final int LIST_CONDITION = 4;

  static String list(String condition) {
    return VIEW
        + """
        WHERE c.organization_id = $1 AND ($2::text IS NULL OR c.name > $2) AND %s
        ORDER BY c.name
        LIMIT $3
        """
            .formatted(condition);
  }

  /** First argument of the condition in {@link #within}. */
  static final int WITHIN_CONDITION = 3;

  static String within(String condition) {
    return """
    SELECT count(*)::int FROM credentials c
     WHERE c.organization_id = $1 AND c.id = ANY($2) AND %s
    """
        .formatted(condition);
  }

  static final String ADD =
      """
      INSERT INTO credentials (id, organization_id, name, current_version) VALUES ($1, $2, $3, 1)
      """;

  static final String ADD_VERSION =
      """
      INSERT INTO credential_versions (credential_id, version, organization_id, type, username,
                                       fingerprint, master_key, wrapped_key, ciphertext)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  /** One that is being deleted is not revised. */
  static final String NEXT_VERSION =
      """
      UPDATE credentials
         SET name = $3, current_version = current_version + 1, updated_at = now(),
             deletion_id = NULL, deletion_expires_at = NULL
       WHERE id = $1 AND organization_id = $2
         AND (deletion_id IS NULL OR deletion_expires_at <= now())
      RETURNING current_version
      """;

  static final String MARK_DELETION =
      """
      UPDATE credentials
         SET deletion_id = $3, deletion_expires_at = now() + $4 * interval '1 millisecond'
       WHERE id = $1 AND organization_id = $2
      RETURNING name
      """;

  static final String UNMARK_DELETION =
      """
      UPDATE credentials SET deletion_id = NULL, deletion_expires_at = NULL
       WHERE id = $1 AND organization_id = $2 AND deletion_id = $3
      """;

  static final String DELETE =
      """
      DELETE FROM credentials
       WHERE id = $1 AND organization_id = $2 AND deletion_id = $3 AND deletion_expires_at > now()
      """;

  /**
   * The current versions. One that is being deleted counts only when $3 is true: for work that uses
   * it already, not for something that would begin to.
   */
  static final String DESCRIBE =
      """
      SELECT id, current_version FROM credentials
       WHERE organization_id = $1 AND id = ANY($2)
         AND ($3 OR deletion_id IS NULL OR deletion_expires_at <= now())
      """;

  static final String SEALED =
      """
      SELECT v.wrapped_key, v.ciphertext
        FROM credential_versions v
       WHERE v.credential_id = $1 AND v.version = $2 AND v.organization_id = $3
      """;

  static final String ADD_CANARY =
      """
      INSERT INTO master_key_canaries (master_key, ciphertext) VALUES ($1, $2)
      ON CONFLICT (master_key) DO NOTHING
      """;

  static final String READ_CANARY =
      "SELECT ciphertext FROM master_key_canaries WHERE master_key = $1";
}
