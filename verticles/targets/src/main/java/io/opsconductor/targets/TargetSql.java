package io.opsconductor.targets;

/** The statements on targets. */
final class TargetSql {
  private TargetSql() {}

  private static final String VIEW =
      """
      SELECT id, name, host, port, connection, credential_id, tags::text AS tags, host_key_policy,
             host_key, host_key_fingerprint, created_at, updated_at
        FROM targets
      """;

  static final String GET = VIEW + "WHERE id = $1 AND organization_id = $2 AND deleted_at IS NULL";

  static final String GET_LOCKED = GET + " FOR UPDATE";

  /** First argument of a selector's condition in {@link #list}. */
  static final int LIST_CONDITION = 4;

  static String list(String condition) {
    return VIEW
        + """
        WHERE organization_id = $1 AND deleted_at IS NULL AND ($2::text IS NULL OR name > $2)
          AND %s
        ORDER BY name
        LIMIT $3
        """
            .formatted(condition);
  }

  /** First argument of a selector's condition in {@link #matching}. */
  static final int MATCHING_CONDITION = 2;

  static String matching(String condition) {
    return """
    SELECT id, name, host, port FROM targets
     WHERE organization_id = $1 AND deleted_at IS NULL AND %s
     ORDER BY name
    """
        .formatted(condition);
  }

  /** First argument of the condition in {@link #within}. */
  static final int WITHIN_CONDITION = 3;

  /** Those of some targets that a condition is true of. */
  static String within(String condition) {
    return """
    SELECT id FROM targets
     WHERE organization_id = $1 AND deleted_at IS NULL AND id = ANY($2) AND %s
    """
        .formatted(condition);
  }

  static final String COUNT =
      "SELECT count(*)::int FROM targets WHERE organization_id = $1 AND deleted_at IS NULL";

  static final String CREDENTIALS =
      """
      SELECT DISTINCT credential_id FROM targets
       WHERE organization_id = $1 AND deleted_at IS NULL AND id = ANY($2)
      """;

  static final String BY_IDS =
      """
      SELECT id, name, host, port FROM targets
       WHERE organization_id = $1 AND deleted_at IS NULL AND id = ANY($2)
      """;

  static final String AT_ADDRESS =
      """
      SELECT name FROM targets
       WHERE organization_id = $1 AND lower(host) = lower($2) AND port = $3 AND connection = $4
         AND deleted_at IS NULL
      """;

  static final String ADD =
      """
      INSERT INTO targets (id, organization_id, name, host, port, connection, credential_id, tags,
                           host_key_policy, host_key, host_key_fingerprint)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11)
      """;

  static final String UPDATE =
      """
      UPDATE targets
         SET name = $3, host = $4, port = $5, connection = $6, credential_id = $7,
             tags = $8::text::jsonb, host_key_policy = $9, host_key = $10,
             host_key_fingerprint = $11, updated_at = now()
       WHERE id = $1 AND organization_id = $2 AND deleted_at IS NULL
      """;

  static final String DELETE =
      """
      UPDATE targets SET deleted_at = now(), updated_at = now()
       WHERE id = $1 AND organization_id = $2 AND deleted_at IS NULL
      """;

  static final String SET_HOST_KEY =
      """
      UPDATE targets SET host_key = $3, host_key_fingerprint = $4, updated_at = now()
       WHERE id = $1 AND organization_id = $2 AND deleted_at IS NULL
      """;

  /** The first key wins, however many workers see one at the same time. */
  static final String PIN_HOST_KEY =
      """
      UPDATE targets SET host_key = $3, host_key_fingerprint = $4, updated_at = now()
       WHERE id = $1 AND organization_id = $2 AND deleted_at IS NULL
         AND host_key IS NULL AND host_key_policy = 'trust_first_use'
      """;

  static final String CONNECTIONS =
      """
      SELECT organization_id, id, name, host, port, connection, credential_id, host_key_policy,
             host_key
        FROM targets
       WHERE organization_id = $1 AND id = ANY($2) AND deleted_at IS NULL
      """;
}
