package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputHits;
import io.opsconductor.contracts.executions.SearchOutput;
import io.opsconductor.executions.SearchStore.Range;
import io.opsconductor.executions.SearchStore.Stored;
import io.opsconductor.platform.database.Db;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One call's way through the streams of an execution: reads about 1 MiB at once, of one stream or
 * of several small ones, and has it searched.
 */
final class SearchWalk {
  private static final long PART = 1 << 20;
  private static final int MAX_RANGES = 256;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Db db;
  private final SearchStore store;
  private final SearchStore.Of of;
  private final SearchOutput request;
  private final SearchPosition begin;
  private final SearchRun run;
  private final Executor searching;
  private final Deque<Range> todo = new ArrayDeque<>();
  private final long begun = System.nanoTime();

  SearchWalk(
      Db db,
      SearchStore store,
      SearchStore.Of of,
      SearchOutput request,
      SearchPosition begin,
      SearchRun run,
      Executor searching) {
    this.db = db;
    this.store = store;
    this.of = of;
    this.request = request;
    this.begin = begin;
    this.run = run;
    this.searching = searching;
  }

  OutputHits go() {
    List<PrintedStream> streams = store.streams(db, of, request.target(), begin.place());
    while (!streams.isEmpty()) {
      streams.stream().filter(this::wanted).map(this::whole).forEach(todo::add);
      while (!todo.isEmpty() && !run.over()) {
        look();
      }
      if (run.over()) {
        break;
      }
      PrintedStream.Place next = streams.getLast().place().nextAttempt();
      streams = store.streams(db, of, request.target(), next);
    }
    return run.result();
  }

  private boolean wanted(PrintedStream stream) {
    return stream.bytes() > 0
        && stream.place().compareTo(begin.place()) >= 0
        && (request.stream() == null || request.stream() == stream.place().stream());
  }

  private Range whole(PrintedStream stream) {
    boolean resumed = begin.from() > 0 && stream.place().equals(begin.place());
    long from = resumed ? store.entryBefore(db, of, stream, begin.from()).orElse(begin.from()) : 0;
    return new Range(stream, from, stream.bytes());
  }

  private void look() {
    List<Range> ranges = next();
    List<Stored> entries = store.entries(db, of, ranges);
    if (System.nanoTime() - begun > PATIENCE_NANOS) {
      run.hurry();
    }
    boolean cut = entries.size() == SearchStore.MAX_ENTRIES;
    int last = cut ? entries.getLast().range() : ranges.size() - 1;
    ranges.subList(last + 1, ranges.size()).reversed().forEach(todo::addFirst);
    Optional<Range> rest = rest(ranges.get(last), entries, cut);
    search(ranges.subList(0, last + 1), entries, rest.isEmpty());
    rest.ifPresent(todo::addFirst);
  }

  /** A part of a long stream, or short ones that are a part together. */
  private List<Range> next() {
    List<Range> ranges = new ArrayList<>();
    Range first = todo.remove();
    long end = Math.min(first.to(), first.from() + PART);
    ranges.add(new Range(first.stream(), first.from(), end));
    long bytes = first.to() - first.from();
    while (!todo.isEmpty() && ranges.size() < MAX_RANGES) {
      bytes += todo.peek().to() - todo.peek().from();
      if (bytes > PART) {
        break;
      }
      ranges.add(todo.remove());
    }
    return ranges;
  }

  /**
   * What of a stream comes after the part that was read: not at once where bytes are not kept.
   *
   * @param cut whether the part itself was not read to its end
   */
  private Optional<Range> rest(Range read, List<Stored> entries, boolean cut) {
    PrintedStream stream = read.stream();
    long from;
    if (cut) {
      from = entries.getLast().end();
    } else if (read.to() >= stream.bytes()) {
      return Optional.empty();
    } else if (entries.isEmpty()) {
      from = store.entryAfter(db, of, stream, read.to()).orElse(stream.bytes());
    } else {
      from = Math.max(read.to(), entries.getLast().end());
    }
    return from < stream.bytes()
        ? Optional.of(new Range(stream, from, stream.bytes()))
        : Optional.empty();
  }

  /**
   * @param whole whether the last stream is now read to its end, as those before it
   */
  private void search(List<Range> ranges, List<Stored> entries, boolean whole) {
    Runnable work =
        () -> {
          int next = 0;
          for (int i = 0; i < ranges.size() && !run.over(); i++) {
            run.enter(ranges.get(i).stream(), begin);
            while (next < entries.size() && entries.get(next).range() == i && !run.over()) {
              run.add(entries.get(next++));
            }
            if (!run.over() && (whole || i < ranges.size() - 1)) {
              run.leave();
            }
          }
        };
    Future.fromCompletionStage(CompletableFuture.runAsync(work, searching)).await();
  }
}
