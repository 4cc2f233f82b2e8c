package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One output of an attempt as JSch's reader thread delivers it. Lines that begin with the marker
 * are words of the programs around the command and may stand anywhere in between; all other bytes
 * after the first such line are the command's.
 */
final class AttemptStream extends OutputStream {

  private static final byte BEGIN = 0x1e;

  /** The longest line of a program: the marker and a few words. */
  private static final int MAX_LINE = 1024;

  /** Who hears of what comes; called on the reader thread. */
  interface Listener {

    /** The program said something. */
    void said(String words);

    /** Before the receiver of the output is called. */
    void entering(int bytes);

    /** After it. */
    void left();

    /** Nothing more will come. */
    void ended();
  }

  private final OutputStreamName name;
  private final OutputSink sink;
  private final Listener listener;
  private final List<byte[]> markers = new ArrayList<>();
  private final ReentrantLock delivering = new ReentrantLock();
  private byte[] held = new byte[0];
  private boolean begun;
  private boolean muted;
  private volatile long position;

  AttemptStream(
      OutputStreamName name, String marker, long position, OutputSink sink, Listener listener) {
    this.name = name;
    this.position = position;
    this.sink = sink;
    this.listener = listener;
    accept(marker);
  }

  /** A stream of a program that prints nothing but words. */
  static AttemptStream ofWords(Marker marker, Consumer<String> said, Runnable ended) {
    return new AttemptStream(
        OutputStreamName.STDOUT,
        marker.text(),
        0,
        (stream, at, bytes) -> {},
        new Listener() {
          @Override
          public void said(String words) {
            said.accept(words);
          }

          @Override
          public void entering(int bytes) {
            // nobody waits
          }

          @Override
          public void left() {
            // nobody waits
          }

          @Override
          public void ended() {
            ended.run();
          }
        });
  }

  /** One more marker to look for; called by the listener only. */
  void accept(String marker) {
    byte[] text = marker.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[text.length + 1];
    whole[0] = BEGIN;
    System.arraycopy(text, 0, whole, 1, text.length);
    markers.add(whole);
  }

  /** Up to where it has been delivered. */
  long position() {
    return position;
  }

  /** Delivers nothing more; returns when a delivery that is under way is over. */
  long mute() throws InterruptedException {
    delivering.lockInterruptibly();
    try {
      muted = true;
      return position;
    } finally {
      delivering.unlock();
    }
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(bytes, from, all, held.length, length);
    held = new byte[0];
    int done = 0;
    int at = indexOf(all, BEGIN, 0);
    while (at >= 0) {
      int end = lineEnd(all, at);
      if (end < 0) {
        held = Arrays.copyOfRange(all, at, all.length);
        deliver(all, done, at);
        return;
      }
      if (end > at) {
        deliver(all, done, at);
        hear(all, at, end);
        done = end + 1;
      }
      at = indexOf(all, BEGIN, Math.max(end + 1, at + 1));
    }
    deliver(all, done, all.length);
  }

  /** Where a line of a program ends; its beginning if it is none; negative if that is not known. */
  private int lineEnd(byte[] all, int at) {
    for (byte[] marker : markers) {
      int here = Math.min(marker.length, all.length - at);
      if (!Arrays.equals(all, at, at + here, marker, 0, here)) {
        continue;
      }
      int end = here < marker.length ? -1 : indexOf(all, (byte) '\n', at);
      return end < 0 && all.length - at > MAX_LINE ? at : end;
    }
    return at;
  }

  private void hear(byte[] all, int at, int end) {
    int words = at + markers.getFirst().length;
    begun = true;
    listener.said(new String(all, words, Math.max(0, end - words), StandardCharsets.UTF_8).strip());
  }

  private void deliver(byte[] all, int from, int to) throws IOException {
    if (!begun || from >= to) {
      return;
    }
    byte[] output = from == 0 && to == all.length ? all : Arrays.copyOfRange(all, from, to);
    delivering.lock();
    try {
      if (muted) {
        return;
      }
      listener.entering(output.length);
      sink.accept(name, position, output);
      long end = position + output.length;
      position = end;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      listener.left();
      delivering.unlock();
    }
  }

  private static int indexOf(byte[] in, byte wanted, int from) {
    for (int i = from; i < in.length; i++) {
      if (in[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** What could have become a marker and did not is output. */
  @Override
  public void close() throws IOException {
    byte[] rest = held;
    held = new byte[0];
    deliver(rest, 0, rest.length);
    listener.ended();
  }
}
