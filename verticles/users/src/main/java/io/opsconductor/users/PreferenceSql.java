package io.opsconductor.users;

/** Statements on {@code preferences}. */
final class PreferenceSql {
  private PreferenceSql() {}

  static final String GET =
      """
      SELECT chosen::text AS chosen, version FROM preferences
      WHERE organization_id = $1 AND user_id = $2
      """;

  static final String PUT =
      """
      INSERT INTO preferences (organization_id, user_id, chosen, version)
      VALUES ($1, $2, $3::text::jsonb, 1)
      ON CONFLICT (user_id) DO UPDATE
        SET chosen = EXCLUDED.chosen, version = preferences.version + 1, updated_at = now()
        WHERE preferences.organization_id = EXCLUDED.organization_id
      """;
}
