package io.opsconductor.executions;

/** Statements on the table log. */
final class LogSql {
  private LogSql() {}

  static final String APPEND =
      """
      INSERT INTO log (execution_id, seq, organization_id, kind, state, counts, task_id, exit_code,
        step, attempt, stream, stream_offset, data, elided)
      SELECT u.execution_id, u.seq, u.organization_id, u.kind, u.state, u.counts::jsonb, u.task_id,
        u.exit_code, u.step, u.attempt, u.stream, u.stream_offset, u.data, u.elided
      FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[],
        $8::int[], $9::int[], $10::int[], $11::text[], $12::bigint[], $13::bytea[],
        $14::bigint[])
        AS u(execution_id, seq, organization_id, kind, state, counts, task_id, exit_code, step,
             attempt, stream, stream_offset, data, elided)\
      """;

  static final String LAST_SEQ =
      """
      SELECT last_seq, EXISTS (SELECT FROM log_partitions
                               WHERE from_id <= $1 AND to_id > $1 AND dropped_at IS NOT NULL) AS dropped
      FROM executions WHERE id = $1 AND organization_id = $2\
      """;

  /** At most 1,000 entries, cut where their sizes pass the limit; the lengths read no data. */
  static final String READ =
      """
      SELECT l.seq, l.stored_at, l.kind, l.state, l.counts::text AS counts, l.task_id, t.target_id, t.target_name,
             l.exit_code, l.step, l.attempt, l.stream, l.stream_offset, l.data, l.elided
      FROM (
        SELECT part.*,
               sum(100 + coalesce(octet_length(part.data), 0)) OVER (ORDER BY part.seq) AS size,
               row_number() OVER (ORDER BY part.seq) AS place
        FROM (
          SELECT * FROM log
          WHERE execution_id = $1 AND organization_id = $2 AND seq > $3 ORDER BY seq LIMIT 1000) part
        ) l LEFT JOIN tasks t ON t.id = l.task_id
      WHERE l.place = 1 OR l.size <= $4
      ORDER BY l.seq\
      """;

  /** The entries that hold the bytes from $6 (included) to $7 (excluded) of one stream. */
  static final String OUTPUT =
      """
      SELECT stream_offset, data FROM log
      WHERE execution_id = $8 AND kind = 'output' AND task_id = $1 AND stream = $2 AND step = $3 AND attempt = $4
        AND organization_id = $5
        AND stream_offset >= coalesce((
          SELECT max(b.stream_offset) FROM log b
          WHERE b.execution_id = $8 AND b.kind = 'output' AND b.task_id = $1 AND b.stream = $2 AND b.step = $3
            AND b.attempt = $4 AND b.stream_offset <= $6), 0)
        AND stream_offset < $7
      ORDER BY stream_offset LIMIT 4096\
      """;
}
