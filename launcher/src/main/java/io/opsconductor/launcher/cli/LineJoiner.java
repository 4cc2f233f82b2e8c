package io.opsconductor.launcher.cli;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes lines of the pieces in which output arrives, so that lines of several hosts do not mix. The
 * bytes stay as they are. A line that grows beyond {@link #LONGEST} is given on in parts.
 */
final class LineJoiner {

  static final int LONGEST = 1024 * 1024;

  /**
   * Whose lines.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  record Source(String taskId, String target, String stream) {}

  interface Lines {

    /**
     * @param line without its line end
     * @param ended false for what came last without a line end, and for a part of a very long line
     */
    void line(Source source, byte[] line, boolean ended);
  }

  private static final class Pending {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int step;
    private int attempt;
  }

  private final Map<Source, Pending> pending = new HashMap<>();
  private final Lines lines;

  LineJoiner(Lines lines) {
    this.lines = lines;
  }

  /** What another step or attempt prints never continues a line of the one before. */
  void add(Source source, int step, int attempt, byte[] data) {
    Pending before = pending.computeIfAbsent(source, key -> new Pending());
    if (before.step != step || before.attempt != attempt) {
      flush(source, before);
      before.step = step;
      before.attempt = attempt;
    }
    int from = 0;
    for (int at = 0; at < data.length; at++) {
      if (data[at] == '\n') {
        before.bytes.write(data, from, at - from);
        lines.line(source, before.bytes.toByteArray(), true);
        before.bytes.reset();
        from = at + 1;
      }
    }
    before.bytes.write(data, from, data.length - from);
    if (before.bytes.size() > LONGEST) {
      flush(source, before);
    }
  }

  /** The task prints nothing more. */
  void endTask(String taskId) {
    for (Source source : pending.keySet().stream().toList()) {
      if (source.taskId().equals(taskId)) {
        flush(source, pending.remove(source));
      }
    }
  }

  void endAll() {
    pending.forEach(this::flush);
    pending.clear();
  }

  private void flush(Source source, Pending before) {
    if (before.bytes.size() > 0) {
      lines.line(source, before.bytes.toByteArray(), false);
      before.bytes.reset();
    }
  }
}
