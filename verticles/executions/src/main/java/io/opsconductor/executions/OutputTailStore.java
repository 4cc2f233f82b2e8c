package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.platform.database.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The last bytes of streams whose head is full. They are stored with the transaction that takes
 * them and move to the log when the stream ends, without passing through memory; what is in between
 * is told by one entry.
 */
final class OutputTailStore {

  /** Stores what an execution's streams have kept, and says what takes the place of their ends. */
  void store(Tx tx, Execution execution) {
    if (execution.outputLimit().equals(OutputLimit.NONE)) {
      return;
    }
    for (Task task : execution.touched()) {
      task.steps().stream()
          .filter(StepAttempt::changed)
          .forEach(attempt -> save(tx, attempt, execution.outputLimit()));
    }
    if (execution.lines().stream().anyMatch(LogLine.TailDue.class::isInstance)) {
      execution.replaceLines(line -> inPlaceOf(tx, line, execution.outputLimit()));
    }
  }

  private static void save(Tx tx, StepAttempt attempt, OutputLimit limit) {
    for (OutputStreamName name : OutputStreamName.values()) {
      StreamTail stream = attempt.stream(name);
      if (stream.openHead().isPresent()) {
        List<Tuple> rows = new ArrayList<>();
        for (StreamTail.Chunk chunk : stream.kept(limit)) {
          rows.add(
              key(attempt, name)
                  .addValue(chunk.offset())
                  .addValue(attempt.organizationId())
                  .addValue(Buffer.buffer(chunk.data())));
        }
        tx.batch(OutputTailSql.INSERT, rows);
        tx.batch(OutputTailSql.TRIM, List.of(key(attempt, name).addValue(stream.tailFrom(limit))));
      }
    }
  }

  private static Stream<LogLine> inPlaceOf(Tx tx, LogLine line, OutputLimit limit) {
    return line instanceof LogLine.TailDue due ? close(tx, due, limit).stream() : Stream.of(line);
  }

  private static List<LogLine> close(Tx tx, LogLine.TailDue due, OutputLimit limit) {
    StepAttempt attempt = due.attempt();
    StreamTail stream = attempt.stream(due.stream());
    long head = stream.openHead().orElseThrow();
    long from = betweenCodePoints(tx, due, head, stream.tailFrom(limit));
    int entries =
        tx.one(
                OutputTailSql.COUNT,
                row -> row.getInteger("entries"),
                place(attempt, due.stream(), from))
            .orElseThrow();
    stream.closed(from);
    List<LogLine> lines = new ArrayList<>();
    if (from > head) {
      lines.add(
          new LogLine.Elided(
              attempt.taskId(),
              attempt.step(),
              attempt.attempt(),
              due.stream(),
              head,
              from - head));
    }
    if (entries > 0) {
      lines.add(new LogLine.KeptOutput(attempt, due.stream(), from, entries));
    }
    return lines;
  }

  /** A tail that is cut begins with a code point, unless it is no text. */
  private static long betweenCodePoints(Tx tx, LogLine.TailDue due, long head, long from) {
    if (from == head) {
      return from;
    }
    return from
        + tx.one(
                OutputTailSql.BEGINNING,
                row -> Utf8.restOfCodePoint(row.getBuffer("bytes").getBytes()),
                place(due.attempt(), due.stream(), from))
            .orElse(0);
  }

  /** Moves to the log what {@link #store} made room for. */
  static void move(Tx tx, Execution execution, long seq, LogLine.KeptOutput line) {
    Tuple arguments =
        key(line.attempt(), line.stream())
            .addValue(line.from())
            .addValue(execution.id())
            .addValue(seq);
    tx.batch(OutputTailSql.MOVE, List.of(arguments));
  }

  private static Object[] place(StepAttempt attempt, OutputStreamName stream, long offset) {
    return new Object[] {
      attempt.taskId(), attempt.step(), attempt.attempt(), stream.wireName(), offset
    };
  }

  private static Tuple key(StepAttempt attempt, OutputStreamName stream) {
    return Tuple.of(attempt.taskId(), attempt.step(), attempt.attempt(), stream.wireName());
  }
}
