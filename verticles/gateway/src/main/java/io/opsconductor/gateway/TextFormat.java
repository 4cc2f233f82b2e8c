package io.opsconductor.gateway;

import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskState;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whole lines with the target's name before them, in the order in which they were completed, and
 * otherwise byte for byte as they were printed: {@code web-1 | out}, {@code web-1 ! err}, and
 * {@code web-1 # …} where something is not kept. No name holds these marks.
 *
 * <p>A line of more than 64 KiB comes in parts; so do all that are not complete when they have 4
 * MiB together.
 */
final class TextFormat implements DownloadFormat {
  private static final int LONGEST = 64 * 1024;
  private static final int ORDINARY = 4 * 1024;
  private static final int MAX_HELD = 4 << 20;

  private record Source(UUID taskId, OutputStreamName stream) {}

  /** The beginning of a line. */
  private static final class Begun {
    private final byte[] prefix;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int step;
    private int attempt;

    Begun(String prefix) {
      this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    /** A long line must not keep its memory for ever. */
    void clear() {
      if (bytes.size() > ORDINARY) {
        bytes = new ByteArrayOutputStream();
      } else {
        bytes.reset();
      }
    }
  }

  private final Map<Source, Begun> begun = new LinkedHashMap<>();
  private int held;

  @Override
  public void add(LogEntry entry, Buffer out) {
    switch (entry) {
      case LogEntry.Output output -> output(output, out);
      case LogEntry.Elided elided -> elided(elided, out);
      case LogEntry.Task task when task.state() != TaskState.RUNNING -> endTask(task.taskId(), out);
      case LogEntry.Task task -> {}
      case LogEntry.State state -> {}
      case LogEntry.End end -> end(out);
    }
  }

  @Override
  public void end(Buffer out) {
    begun.values().forEach(line -> endLine(line, out));
    begun.clear();
  }

  @Override
  public String mediaType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public String extension() {
    return "txt";
  }

  private void output(LogEntry.Output output, Buffer out) {
    String mark = output.stream() == OutputStreamName.STDERR ? " ! " : " | ";
    Begun line =
        begun.computeIfAbsent(
            new Source(output.taskId(), output.stream()),
            source -> new Begun(output.target().name() + mark));
    if (line.step != output.step() || line.attempt != output.attempt()) {
      endLine(line, out);
      line.step = output.step();
      line.attempt = output.attempt();
    }
    lines(line, output.data(), out);
    if (held > MAX_HELD) {
      begun.values().forEach(each -> endLine(each, out));
    }
  }

  private void lines(Begun line, byte[] data, Buffer out) {
    int from = 0;
    for (int at = 0; at < data.length; at++) {
      if (data[at] == '\n') {
        keep(line, data, from, at);
        write(line, out);
        from = at + 1;
      }
    }
    keep(line, data, from, data.length);
    if (line.bytes.size() > LONGEST) {
      write(line, out);
    }
  }

  private void keep(Begun line, byte[] data, int from, int to) {
    line.bytes.write(data, from, to - from);
    held += to - from;
  }

  private void write(Begun line, Buffer out) {
    out.appendBytes(line.prefix).appendBytes(line.bytes.toByteArray()).appendByte((byte) '\n');
    held -= line.bytes.size();
    line.clear();
  }

  private void endLine(Begun line, Buffer out) {
    if (line.bytes.size() > 0) {
      write(line, out);
    }
  }

  private void endTask(UUID taskId, Buffer out) {
    for (OutputStreamName stream : List.of(OutputStreamName.STDOUT, OutputStreamName.STDERR)) {
      Begun line = begun.remove(new Source(taskId, stream));
      if (line != null) {
        endLine(line, out);
      }
    }
  }

  private void elided(LogEntry.Elided elided, Buffer out) {
    Begun line = begun.remove(new Source(elided.taskId(), elided.stream()));
    if (line != null) {
      endLine(line, out);
    }
    out.appendString(
        "%s # %d bytes of %s are not kept\n"
            .formatted(elided.target().name(), elided.bytes(), elided.stream().wireName()));
  }
}
