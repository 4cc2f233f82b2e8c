package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One output of a step as JSch's reader thread delivers it: passes over everything up to the marker
 * line, then hands the bytes on as they come.
 */
final class StepStream extends OutputStream {

  /** The longest marker line: 128 bits in hex and three numbers. */
  private static final int MAX_LINE = 256;

  private final OutputStreamName name;
  private final byte[] marker;
  private final OutputSink sink;
  private final StepWatch watch;
  private final Consumer<String> onMarker;
  private byte[] held = new byte[0];
  private boolean begun;
  private long offset;

  StepStream(
      OutputStreamName name,
      Marker marker,
      OutputSink sink,
      StepWatch watch,
      Consumer<String> onMarker) {
    this.name = name;
    this.marker = marker.text().getBytes(StandardCharsets.US_ASCII);
    this.sink = sink;
    this.watch = watch;
    this.onMarker = onMarker;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
    byte[] output = begun ? copy : afterMarker(copy);
    if (output.length == 0) {
      return;
    }
    watch.enterSink(output.length);
    try {
      sink.accept(name, offset, output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      watch.leaveSink();
    }
    offset += output.length;
  }

  private byte[] afterMarker(byte[] more) {
    byte[] all = Arrays.copyOf(held, held.length + more.length);
    System.arraycopy(more, 0, all, held.length, more.length);
    int at = indexOfMarker(all);
    if (at < 0) {
      held = Arrays.copyOfRange(all, Math.max(0, all.length - marker.length + 1), all.length);
      return new byte[0];
    }
    int end = indexOf(all, (byte) '\n', at);
    if (end < 0 && all.length - at <= MAX_LINE) {
      held = Arrays.copyOfRange(all, at, all.length);
      return new byte[0];
    }
    begun = true;
    held = new byte[0];
    int line = end < 0 ? all.length : end;
    int words = at + marker.length;
    onMarker.accept(new String(all, words, line - words, StandardCharsets.US_ASCII));
    return Arrays.copyOfRange(all, Math.min(line + 1, all.length), all.length);
  }

  private int indexOfMarker(byte[] in) {
    for (int i = indexOf(in, marker[0], 0); i >= 0; i = indexOf(in, marker[0], i + 1)) {
      if (i + marker.length > in.length) {
        return -1;
      }
      if (Arrays.equals(in, i, i + marker.length, marker, 0, marker.length)) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOf(byte[] in, byte wanted, int from) {
    for (int i = from; i < in.length; i++) {
      if (in[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    watch.changed();
  }
}
