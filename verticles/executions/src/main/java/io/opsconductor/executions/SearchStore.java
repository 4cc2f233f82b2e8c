package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Output by stream, for a search. */
final class SearchStore {
  static final int MAX_ENTRIES = 4096;

  /** Whose output is read. */
  record Of(UUID executionId, UUID organizationId) {}

  /**
   * A part of a stream.
   *
   * @param from where the first entry begins
   * @param to before which the last entry begins
   */
  record Range(PrintedStream stream, long from, long to) {}

  /**
   * An entry.
   *
   * @param range which of those that were asked for, from 0
   */
  record Stored(int range, long seq, long offset, byte[] data) {
    long end() {
      return offset + data.length;
    }
  }

  /**
   * Streams of several attempts, in order; empty when there are no more.
   *
   * @param from the first attempt
   * @param target null for all
   */
  List<PrintedStream> streams(Sql sql, Of of, String target, PrintedStream.Place from) {
    List<PrintedStream> streams = new ArrayList<>();
    for (Row row :
        sql.run(
            SearchSql.ATTEMPTS,
            of.executionId(),
            of.organizationId(),
            target,
            from.ordinal(),
            from.step(),
            from.attempt())) {
      streams.add(stream(row, OutputStreamName.STDOUT));
      streams.add(stream(row, OutputStreamName.STDERR));
    }
    return streams;
  }

  private static PrintedStream stream(Row row, OutputStreamName name) {
    return new PrintedStream(
        new PrintedStream.Place(
            row.getInteger("ordinal"), row.getInteger("step"), row.getInteger("attempt"), name),
        row.getUUID("id"),
        new TaskTarget(row.getUUID("target_id"), row.getString("target_name")),
        row.getLong(name.wireName() + "_bytes"));
  }

  /** Entries of several parts, in order; when they are the most, there may be more. */
  List<Stored> entries(Sql sql, Of of, List<Range> ranges) {
    return sql.list(
        SearchSql.ENTRIES,
        row ->
            new Stored(
                row.getLong("place").intValue() - 1,
                row.getLong("seq"),
                row.getLong("stream_offset"),
                row.getBuffer("data").getBytes()),
        of.executionId(),
        of.organizationId(),
        Columns.of(ranges, UUID[]::new, range -> range.stream().taskId()),
        Columns.of(ranges, String[]::new, range -> range.stream().place().stream().wireName()),
        Columns.of(ranges, Integer[]::new, range -> range.stream().place().step()),
        Columns.of(ranges, Integer[]::new, range -> range.stream().place().attempt()),
        Columns.of(ranges, Long[]::new, Range::from),
        Columns.of(ranges, Long[]::new, Range::to));
  }

  /** Where the entry begins that holds a byte. */
  Optional<Long> entryBefore(Sql sql, Of of, PrintedStream stream, long offset) {
    return offset(sql, SearchSql.ENTRY_BEFORE, of, stream, offset);
  }

  /** Where the first entry begins that does not begin before. */
  Optional<Long> entryAfter(Sql sql, Of of, PrintedStream stream, long offset) {
    return offset(sql, SearchSql.ENTRY_AFTER, of, stream, offset);
  }

  private static Optional<Long> offset(
      Sql sql, String statement, Of of, PrintedStream stream, long offset) {
    return sql.one(
            statement,
            row -> Optional.ofNullable(row.getLong("stream_offset")),
            of.executionId(),
            of.organizationId(),
            stream.taskId(),
            stream.place().stream().wireName(),
            stream.place().step(),
            stream.place().attempt(),
            offset)
        .flatMap(found -> found);
  }
}
