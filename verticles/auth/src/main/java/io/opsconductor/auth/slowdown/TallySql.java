package io.opsconductor.auth.slowdown;

final class TallySql {
  private TallySql() {}

  static final String SELECT =
      """
      SELECT key, failures, failed_at, succeeded_at
      FROM sign_in_tallies
      WHERE key = ANY($1::text[])
      """;

  /** What was forgotten since the last one is taken off first. */
  static final String COUNT =
      """
      INSERT INTO sign_in_tallies AS t (key, failures, failed_at)
      VALUES ($1, 1, $2)
      ON CONFLICT (key) DO UPDATE
      SET failures = least($3::int, 1 + greatest(0, t.failures
            - floor(greatest(0, extract(epoch FROM excluded.failed_at - coalesce(t.failed_at, excluded.failed_at)))
                    / $4::int)::int)),
          failed_at = greatest(t.failed_at, excluded.failed_at)
      """;

  static final String SUCCEED =
      """
      INSERT INTO sign_in_tallies (key, failures, succeeded_at)
      VALUES ($1, 0, $2)
      ON CONFLICT (key) DO UPDATE
      SET failures = 0, failed_at = NULL, succeeded_at = excluded.succeeded_at
      """;

  static final String FORGET =
      """
      DELETE FROM sign_in_tallies WHERE key = $1
      """;

  static final String DELETE_OLD =
      """
      DELETE FROM sign_in_tallies
      WHERE coalesce(failed_at < $1, true) AND coalesce(succeeded_at < $2, true)
      """;
}
