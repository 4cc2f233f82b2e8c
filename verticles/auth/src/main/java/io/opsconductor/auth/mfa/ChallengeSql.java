package io.opsconductor.auth.mfa;

public final class ChallengeSql {
  private ChallengeSql() {}

  static final String INSERT =
      """
      INSERT INTO mfa_challenges (hash, user_id, organization_id, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5)
      """;

  static final String SELECT =
      """
      SELECT user_id FROM mfa_challenges
      WHERE hash = $1 AND expires_at > $2 AND attempts < $3
      """;

  static final String ATTEMPT =
      """
      UPDATE mfa_challenges SET attempts = attempts + 1
      WHERE hash = $1 AND expires_at > $2 AND attempts < $3
      """;

  static final String EXTEND =
      """
      UPDATE mfa_challenges SET expires_at = greatest(expires_at, $3)
      WHERE hash = $1 AND expires_at > $2
      """;

  static final String DELETE =
      """
      DELETE FROM mfa_challenges WHERE hash = $1
      """;

  public static final String DELETE_OF_USER =
      """
      DELETE FROM mfa_challenges WHERE organization_id = $1 AND user_id = $2
      """;

  static final String DELETE_EXPIRED =
      """
      DELETE FROM mfa_challenges WHERE expires_at < $1
      """;
}
