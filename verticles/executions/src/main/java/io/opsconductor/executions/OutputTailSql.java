package io.opsconductor.executions;

/** Statements on the table output_tails. */
final class OutputTailSql {
  private OutputTailSql() {}

  private static final String OF_STREAM =
      " WHERE task_id = $1 AND step = $2 AND attempt = $3 AND stream = $4 ";

  static final String INSERT =
      """
      INSERT INTO output_tails (task_id, step, attempt, stream, stream_offset, organization_id, data)
      VALUES ($1, $2, $3, $4, $5, $6, $7)\
      """;

  /** What has left the tail. */
  static final String TRIM =
      "DELETE FROM output_tails" + OF_STREAM + "AND stream_offset + octet_length(data) <= $5";

  /** The first bytes from an offset on. */
  static final String BEGINNING =
      "SELECT substr(data, ($5::bigint - stream_offset)::int + 1, 4) AS bytes FROM output_tails"
          + OF_STREAM
          + "AND stream_offset <= $5 ORDER BY stream_offset DESC LIMIT 1";

  static final String COUNT =
      "SELECT count(*)::int AS entries FROM output_tails"
          + OF_STREAM
          + "AND stream_offset + octet_length(data) > $5";

  /** Into the log, at the places from $7 on. */
  static final String MOVE =
      "WITH kept AS (DELETE FROM output_tails"
          + OF_STREAM
          + """
          RETURNING organization_id, stream_offset, data)
          INSERT INTO log (execution_id, seq, organization_id, kind, task_id, step, attempt, stream,
            stream_offset, data)
          SELECT $6, $7::bigint - 1 + row_number() OVER (ORDER BY stream_offset), organization_id,
            'output', $1, $2, $3, $4, greatest(stream_offset, $5),
            substr(data, greatest($5 - stream_offset, 0)::int + 1)
          FROM kept WHERE stream_offset + octet_length(data) > $5\
          """;
}
