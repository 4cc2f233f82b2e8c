package io.opsconductor.auth.mfa;

final class PolicySql {
  private PolicySql() {}

  static final String SELECT =
      """
      SELECT scope, policy FROM mfa_policies
      WHERE organization_id = $1
        AND (scope = 'organization' AND subject_id = $1 OR scope <> 'organization' AND subject_id = $2)
      """;

  static final String PUT =
      """
      INSERT INTO mfa_policies (organization_id, scope, subject_id, policy, set_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (organization_id, scope, subject_id) DO UPDATE
      SET policy = excluded.policy, set_at = excluded.set_at
      """;

  static final String DELETE =
      """
      DELETE FROM mfa_policies WHERE organization_id = $1 AND scope = $2 AND subject_id = $3
      """;
}
