package io.opsconductor.executions;

import com.fasterxml.jackson.core.type.TypeReference;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The table log. */
final class LogStore {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  /** Stored bytes of a stream. */
  record Stored(long offset, byte[] data) {}

  /** A line and its place. */
  private record Placed(Execution execution, long seq, LogLine.NewRow line) {
    <T> T ofStream(Function<LogLine.OfStream, T> value) {
      return line instanceof LogLine.OfStream of ? value.apply(of) : null;
    }
  }

  /** Stores the new lines of executions that are locked. */
  void append(Tx tx, Collection<Execution> executions) {
    List<Placed> rows = new ArrayList<>();
    for (Execution execution : executions) {
      long seq = execution.firstNewSeq();
      for (LogLine line : execution.lines()) {
        switch (line) {
          case LogLine.NewRow row -> rows.add(new Placed(execution, seq, row));
          case LogLine.KeptOutput kept -> OutputTailStore.move(tx, execution, seq, kept);
          case LogLine.TailDue due -> throw new IllegalStateException("Not settled: " + due);
        }
        seq += line.entries();
      }
    }
    if (!rows.isEmpty()) {
      insert(tx, rows);
    }
  }

  private static void insert(Tx tx, List<Placed> rows) {
    tx.send(
        LogSql.APPEND,
        Columns.of(rows, UUID[]::new, row -> row.execution().id()),
        Columns.of(rows, Long[]::new, Placed::seq),
        Columns.of(rows, UUID[]::new, row -> row.execution().organizationId()),
        Columns.of(rows, String[]::new, row -> kind(row.line())),
        Columns.of(rows, String[]::new, row -> state(row.line())),
        Columns.of(rows, String[]::new, row -> counts(row.line())),
        Columns.of(rows, UUID[]::new, row -> taskId(row.line())),
        Columns.of(rows, Integer[]::new, row -> exitCode(row.line())),
        Columns.of(rows, Integer[]::new, row -> row.ofStream(LogLine.OfStream::step)),
        Columns.of(rows, Integer[]::new, row -> row.ofStream(LogLine.OfStream::attempt)),
        Columns.of(rows, String[]::new, row -> row.ofStream(line -> line.stream().wireName())),
        Columns.of(rows, Long[]::new, row -> row.ofStream(LogLine.OfStream::offset)),
        Columns.of(rows, Buffer[]::new, row -> data(row.line())),
        Columns.of(rows, Long[]::new, row -> elided(row.line())));
  }

  private static Buffer data(LogLine.NewRow line) {
    return line instanceof LogLine.Output output ? Buffer.buffer(output.data()) : null;
  }

  private static Long elided(LogLine.NewRow line) {
    return line instanceof LogLine.Elided elided ? elided.bytes() : null;
  }

  /**
   * The newest place in the log; empty when there is no such execution.
   *
   * @throws OpsException {@code log_expired} when it was removed
   */
  Optional<Long> lastSeq(Sql sql, UUID executionId, UUID organizationId) {
    return sql.one(LogSql.LAST_SEQ, LogStore::lastSeq, executionId, organizationId);
  }

  private static long lastSeq(Row row) {
    if (row.getBoolean("dropped")) {
      throw new OpsException(
          ErrorCode.LOG_EXPIRED, "The log of this execution was removed: its time had passed");
    }
    return row.getLong("last_seq");
  }

  /** Entries after a place, at least one if there is one. */
  List<LogEntry> read(Sql sql, UUID executionId, UUID organizationId, long fromSeq, int maxBytes) {
    return sql.list(
        LogSql.READ,
        row -> entry(row, executionId),
        executionId,
        organizationId,
        fromSeq,
        (long) maxBytes);
  }

  /** Entries that together hold these bytes of a stream, the first perhaps from before. */
  List<Stored> output(
      Sql sql,
      UUID executionId,
      UUID taskId,
      UUID organizationId,
      OutputStreamName stream,
      StepStore.Length step,
      long from,
      long to) {
    return sql.list(
        LogSql.OUTPUT,
        row -> new Stored(row.getLong("stream_offset"), row.getBuffer("data").getBytes()),
        taskId,
        stream.wireName(),
        step.step(),
        step.attempt(),
        organizationId,
        from,
        to,
        executionId);
  }

  private static String kind(LogLine.NewRow line) {
    return switch (line) {
      case LogLine.State state -> "state";
      case LogLine.TaskMoved moved -> "task";
      case LogLine.Output output -> "output";
      case LogLine.Elided elided -> "elided";
      case LogLine.End end -> "end";
    };
  }

  private static String state(LogLine.NewRow line) {
    return switch (line) {
      case LogLine.State state -> state.state().wireName();
      case LogLine.TaskMoved moved -> moved.state().wireName();
      case LogLine.End end -> end.state().wireName();
      case LogLine.OfStream of -> null;
    };
  }

  private static String counts(LogLine.NewRow line) {
    return line instanceof LogLine.State state ? Wire.encodeString(state.counts()) : null;
  }

  private static Integer exitCode(LogLine.NewRow line) {
    return line instanceof LogLine.TaskMoved moved ? moved.exitCode() : null;
  }

  private static UUID taskId(LogLine.NewRow line) {
    return switch (line) {
      case LogLine.State state -> null;
      case LogLine.TaskMoved moved -> moved.taskId();
      case LogLine.OfStream of -> of.taskId();
      case LogLine.End end -> null;
    };
  }

  private static LogEntry entry(Row row, UUID executionId) {
    long seq = row.getLong("seq");
    Instant at = ExecutionStore.instant(row, "stored_at");
    String state = row.getString("state");
    return switch (row.getString("kind")) {
      case "state" ->
          new LogEntry.State(
              seq,
              at,
              executionId,
              WireNamed.of(ExecutionState.class, state),
              Wire.mapper().convertValue(Wire.decode(row.getString("counts"), Map.class), COUNTS));
      case "task" ->
          new LogEntry.Task(
              seq,
              at,
              row.getUUID("task_id"),
              target(row),
              WireNamed.of(TaskState.class, state),
              row.getInteger("exit_code"));
      case "output" ->
          new LogEntry.Output(
              seq,
              at,
              row.getUUID("task_id"),
              target(row),
              row.getInteger("step"),
              row.getInteger("attempt"),
              WireNamed.of(OutputStreamName.class, row.getString("stream")),
              row.getLong("stream_offset"),
              row.getBuffer("data").getBytes());
      case "elided" ->
          new LogEntry.Elided(
              seq,
              at,
              row.getUUID("task_id"),
              target(row),
              row.getInteger("step"),
              row.getInteger("attempt"),
              WireNamed.of(OutputStreamName.class, row.getString("stream")),
              row.getLong("stream_offset"),
              row.getLong("elided"));
      case "end" -> new LogEntry.End(seq, at, WireNamed.of(ExecutionState.class, state));
      case String other -> throw new IllegalStateException("The log holds an entry " + other);
    };
  }

  private static TaskTarget target(Row row) {
    return new TaskTarget(row.getUUID("target_id"), row.getString("target_name"));
  }
}
