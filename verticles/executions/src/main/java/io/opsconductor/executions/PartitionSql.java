package io.opsconductor.executions;

/** Statements on the partitions of the log. */
final class PartitionSql {
  private PartitionSql() {}

  /** Of all nodes one looks after the partitions. */
  static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('executions.log_partitions', 0)) AS"
          + " locked";

  /** Others wait behind whoever waits for a lock on the whole log; better to try again later. */
  static final String HURRY = "SET LOCAL lock_timeout = '2s'";

  static final String MAKE_AHEAD =
      """
      SELECT count(*) FILTER (WHERE made)::int AS made
      FROM (SELECT make_log_partition(
              date_trunc('week', now(), 'UTC') + weeks * interval '168 hours') AS made
            FROM generate_series(0, 2) weeks) all_weeks\
      """;

  /** The week of the first that the default partition caught. */
  static final String MAKE_MISSED =
      """
      SELECT make_log_partition(log_week(first.execution_id)) AS made
      FROM (SELECT execution_id FROM log_default ORDER BY execution_id LIMIT 1) first\
      """;

  /** Those whose every execution has ended longer ago than its log is to be kept. */
  static final String EXPIRED =
      """
      SELECT p.name FROM log_partitions p
      WHERE p.dropped_at IS NULL AND p.to_id < log_bound(now() - interval '1 day')
        AND NOT EXISTS (
          SELECT FROM executions e
          WHERE e.id >= p.from_id AND e.id < p.to_id
            AND (e.finished_at IS NULL OR coalesce(e.retention_days, $1::int) = 0
              OR e.finished_at + coalesce(e.retention_days, $1::int) * interval '1 day' > now()))
      ORDER BY p.from_id\
      """;

  static final String DROP = "SELECT drop_log_partition($1)";
}
