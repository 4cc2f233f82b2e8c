package io.opsconductor.executions;

/** The statements behind a search. */
final class SearchSql {
  private SearchSql() {}

  /** Attempts that printed something, from a place on. */
  static final String ATTEMPTS =
      """
      SELECT t.ordinal, t.id, t.target_id, t.target_name, s.step, s.attempt, s.stdout_bytes, s.stderr_bytes
      FROM tasks t JOIN step_attempts s ON s.task_id = t.id AND s.organization_id = t.organization_id
      WHERE t.execution_id = $1 AND t.organization_id = $2
        AND ($3::text IS NULL OR t.target_name = $3 OR t.target_id::text = lower($3))
        AND t.ordinal >= $4 AND (t.ordinal, s.step, s.attempt) >= ($4, $5, $6)
        AND s.stdout_bytes + s.stderr_bytes > 0
      ORDER BY t.ordinal, s.step, s.attempt LIMIT 500\
      """;

  /** Entries that begin in given parts of streams, at most 4,096, in order. */
  static final String ENTRIES =
      """
      SELECT u.place, l.seq, l.stream_offset, l.data
      FROM unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::bigint[], $8::bigint[]) WITH ORDINALITY
        AS u(task_id, stream, step, attempt, begin_at, end_at, place)
      CROSS JOIN LATERAL (
        SELECT seq, stream_offset, data FROM log
        WHERE execution_id = $1 AND organization_id = $2 AND kind = 'output' AND task_id = u.task_id
          AND stream = u.stream AND step = u.step AND attempt = u.attempt
          AND stream_offset >= u.begin_at AND stream_offset < u.end_at
        ORDER BY stream_offset LIMIT 4096) l
      ORDER BY u.place, l.stream_offset LIMIT 4096\
      """;

  /** Where the entry begins that holds a byte of a stream. */
  static final String ENTRY_BEFORE =
      """
      SELECT max(stream_offset) AS stream_offset FROM log
      WHERE execution_id = $1 AND organization_id = $2 AND kind = 'output' AND task_id = $3 AND stream = $4
        AND step = $5 AND attempt = $6 AND stream_offset <= $7\
      """;

  /** Where the next entry of a stream begins. */
  static final String ENTRY_AFTER =
      """
      SELECT min(stream_offset) AS stream_offset FROM log
      WHERE execution_id = $1 AND organization_id = $2 AND kind = 'output' AND task_id = $3 AND stream = $4
        AND step = $5 AND attempt = $6 AND stream_offset >= $7\
      """;
}
