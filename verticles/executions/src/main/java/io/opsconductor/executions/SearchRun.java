package io.opsconductor.executions;

import io.opsconductor.contracts.executions.OutputHit;
import io.opsconductor.contracts.executions.OutputHits;
import io.opsconductor.executions.StreamLines.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One call's piece of a search: takes lines of one stream after the other until its bounds are
 * reached, and knows then where the next call goes on. One thread at a time.
 */
final class SearchRun {
  static final int MAX_TEXT = 4096;
  private static final long MAX_BYTES = 32L << 20;
  private static final long MAX_NANOS = 1_000_000_000L;
  private static final int MAX_ANSWER = 1 << 20;

  /** A hit of which lines after it may still come. */
  private static final class Hit {
    private final PrintedStream stream;
    private final Line line;
    private final LinePattern.Found found;
    private final List<String> before;
    private final List<String> after = new ArrayList<>();

    Hit(PrintedStream stream, Line line, LinePattern.Found found, List<String> before) {
      this.stream = stream;
      this.line = line;
      this.found = found;
      this.before = before;
    }

    OutputHit view() {
      return new OutputHit(
          line.seq(),
          stream.taskId(),
          stream.target(),
          stream.place().step(),
          stream.place().attempt(),
          stream.place().stream(),
          line.offset(),
          line.number(),
          found.line(),
          found.start(),
          found.end(),
          before,
          after);
    }
  }

  private final LinePattern pattern;
  private final int context;
  private final int limit;
  private final List<Hit> hits = new ArrayList<>();
  private final List<Hit> open = new ArrayList<>();
  private final Deque<Line> before = new ArrayDeque<>();
  private PrintedStream stream;
  private StreamLines lines;
  private long searchFrom;
  private SearchPosition stop;
  private boolean hurried;
  private long scanned;
  private long answered;
  private long nanos;
  private long begun;

  SearchRun(LinePattern pattern, int context, int limit) {
    this.pattern = pattern;
    this.context = context;
    this.limit = limit;
  }

  /** Goes on with the stream that is at hand, or begins with another. */
  void enter(PrintedStream next, SearchPosition at) {
    if (stream != null && stream.place().equals(next.place())) {
      return;
    }
    begun = System.nanoTime();
    boolean resumed = next.place().equals(at.place());
    SearchPosition from = resumed ? at : SearchPosition.atBeginning(next.place());
    if (full()) {
      stop = from;
      return;
    }
    stream = next;
    searchFrom = from.search();
    lines = new StreamLines(this::line, from.from(), from.number());
  }

  void add(SearchStore.Stored entry) {
    begun = System.nanoTime();
    if (lines.gapBefore(entry.offset())) {
      endLines();
      lines.skipTo(entry.offset());
    }
    lines.add(entry.seq(), entry.offset(), entry.data());
    nanos += System.nanoTime() - begun;
  }

  /** The stream is at its end. */
  void leave() {
    if (stream != null) {
      begun = System.nanoTime();
      endLines();
      stream = null;
    }
  }

  /** What follows is not beside what came. */
  private void endLines() {
    lines.end();
    before.clear();
    open.clear();
  }

  /** It has taken long enough, whatever it found. */
  void hurry() {
    hurried = true;
  }

  /** Whether nothing more is wanted. */
  boolean over() {
    return stop != null && open.isEmpty();
  }

  OutputHits result() {
    String next = Optional.ofNullable(stop).map(SearchPosition::cursor).orElse(null);
    return new OutputHits(hits.stream().map(Hit::view).toList(), next, scanned);
  }

  /** At least one line is searched, so that each call gets on. */
  private boolean full() {
    return scanned > 0
        && (hurried
            || hits.size() >= limit
            || answered >= MAX_ANSWER
            || scanned >= MAX_BYTES
            || nanos + System.nanoTime() - begun >= MAX_NANOS);
  }

  private boolean line(Line line) {
    if (stop == null && full()) {
      Line first = before.isEmpty() ? line : before.peek();
      stop = new SearchPosition(stream.place(), first.offset(), line.offset(), first.number());
    }
    follow(line);
    if (stop == null && line.offset() >= searchFrom) {
      search(line);
    }
    if (context > 0) {
      before.add(line);
      if (before.size() > context) {
        before.remove();
      }
    }
    return !over();
  }

  /** Shows the line after the hits that want it. */
  private void follow(Line line) {
    if (open.isEmpty()) {
      return;
    }
    String text = text(line);
    for (Hit hit : open) {
      hit.after.add(text);
      answered += text.length();
    }
    open.removeIf(hit -> hit.after.size() >= context);
  }

  private void search(Line line) {
    scanned += line.length() + 1;
    pattern
        .find(line.bytes(), line.from(), line.to())
        .filter(found -> line.whole() || found.start() < ofThisPart(line))
        .ifPresent(found -> hit(line, found));
  }

  /** In a part of a line, where the text begins that the next part repeats. */
  private static int ofThisPart(Line line) {
    int own = line.length() - StreamLines.OVERLAP;
    return new String(line.bytes(), line.from(), own, StandardCharsets.UTF_8).length();
  }

  private void hit(Line line, LinePattern.Found found) {
    List<String> earlier = before.stream().map(SearchRun::text).toList();
    Hit hit = new Hit(stream, line, window(found), earlier);
    hits.add(hit);
    answered += hit.found.line().length();
    earlier.forEach(text -> answered += text.length());
    if (context > 0) {
      open.add(hit);
    }
  }

  private static String text(Line line) {
    // A character takes at most 4 bytes: more than these are never shown.
    int length = Math.min(line.length(), 4 * MAX_TEXT);
    String text = new String(line.bytes(), line.from(), length, StandardCharsets.UTF_8);
    return text.substring(0, between(text, Math.min(text.length(), MAX_TEXT)));
  }

  /** Of a long line what is around the match. */
  private static LinePattern.Found window(LinePattern.Found found) {
    String line = found.line();
    if (line.length() <= MAX_TEXT) {
      return found;
    }
    int room = Math.max(0, MAX_TEXT - (found.end() - found.start())) / 2;
    int from = Math.clamp(found.start() - room, 0, line.length() - MAX_TEXT);
    int begin = between(line, from);
    int end = between(line, Math.min(line.length(), from + MAX_TEXT));
    return new LinePattern.Found(
        line.substring(begin, end), found.start() - begin, Math.min(found.end(), end) - begin);
  }

  /** The place, or the one before where it would split a character. */
  private static int between(String text, int at) {
    boolean splits =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return splits ? at - 1 : at;
  }
}
