package io.opsconductor.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries one direction of a {@link ProxiedConnection}: a reader stamps each part with the time at
 * which it is due, a writer sends it then. What lies between them is bounded, so that a slow or a
 * swallowing link presses back on the sender, as a full network does.
 */
final class Pump {

  /** How it ended. */
  enum End {
    /** The sender closed its side, and the receiver was told. */
    IN_ORDER,
    /** The connection was to end here. */
    TRUNCATED,
    /** One of the sockets broke. */
    BROKEN
  }

  private static final int PART = 16 * 1024;
  private static final int PARTS = 64;
  private static final long WITHOUT_LIMIT = Long.MAX_VALUE;

  /** With a limited bandwidth so many parts are sent in a second, so that it flows evenly. */
  private static final int PARTS_PER_SECOND = 20;

  private static final Duration LOOK = Duration.ofMillis(50);

  /**
   * Bytes on their way.
   *
   * @param bytes empty for the end of the stream
   * @param dueNanos by {@link System#nanoTime()}
   */
  private record Part(byte[] bytes, long dueNanos) {}

  private final Socket from;
  private final Socket to;
  private final Supplier<LinkCondition> condition;
  private final Garbler garbler;
  private final SplittableRandom delays;
  private final Consumer<End> ended;
  private final BlockingQueue<Part> under = new ArrayBlockingQueue<>(PARTS);
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile long left = WITHOUT_LIMIT;
  private volatile boolean stopped;
  private volatile boolean endNow;
  private Thread reader;
  private Thread writer;

  Pump(Socket from, Socket to, Supplier<LinkCondition> condition, long seed, Consumer<End> ended) {
    this.from = from;
    this.to = to;
    this.condition = condition;
    this.garbler = new Garbler(seed);
    this.delays = new SplittableRandom(seed);
    this.ended = ended;
  }

  void start() {
    reader = Thread.ofVirtual().name("proxy-read").unstarted(this::read);
    writer = Thread.ofVirtual().name("proxy-write").unstarted(this::write);
    reader.start();
    writer.start();
  }

  void conditionChanged() {
    LockSupport.unpark(writer);
  }

  void endAfter(long bytes) {
    left = bytes;
  }

  /** The receiver sees the end of the stream; what the sender still sends is thrown away. */
  void endNow() {
    endNow = true;
    try {
      to.shutdownOutput();
    } catch (IOException e) {
      end(End.BROKEN);
    }
  }

  void stop() {
    stopped = true;
    under.clear();
    interrupt(reader);
    interrupt(writer);
  }

  private static void interrupt(Thread thread) {
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
    }
  }

  private void read() {
    try {
      InputStream input = from.getInputStream();
      byte[] buffer = new byte[PART];
      int count;
      do {
        count = input.read(buffer, 0, partSize());
        under.put(new Part(count < 0 ? new byte[0] : Arrays.copyOf(buffer, count), due()));
      } while (count >= 0);
    } catch (IOException e) {
      end(End.BROKEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int partSize() {
    long limit = condition.get().bytesPerSecond();
    return limit == 0 ? PART : Math.clamp(limit / PARTS_PER_SECOND, 1, PART);
  }

  private long due() {
    LinkCondition now = condition.get();
    long jitter = now.jitter().toNanos();
    return System.nanoTime() + now.delay().toNanos() + (jitter == 0 ? 0 : delays.nextLong(jitter));
  }

  private void write() {
    try {
      OutputStream output = to.getOutputStream();
      while (!stopped) {
        Part part = under.take();
        awaitTurn(part.dueNanos());
        if (part.bytes().length == 0) {
          close(output);
          end(End.IN_ORDER);
          return;
        }
        if (!endNow && !stopped && !send(part.bytes(), output)) {
          end(End.TRUNCATED);
          return;
        }
      }
    } catch (IOException e) {
      end(End.BROKEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close(OutputStream output) throws IOException {
    if (!endNow) {
      output.flush();
      to.shutdownOutput();
    }
  }

  private void awaitTurn(long due) throws InterruptedException {
    long wait = due - System.nanoTime();
    while (!stopped && (wait > 0 || condition.get().blackHole())) {
      LockSupport.parkNanos(wait > 0 ? wait : LOOK.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      wait = due - System.nanoTime();
    }
  }

  /** False when the stream ends here. */
  private boolean send(byte[] bytes, OutputStream output) throws IOException {
    LinkCondition now = condition.get();
    garbler.garble(bytes, now.garbled());
    long allowed = left;
    int count = (int) Math.min(allowed, bytes.length);
    output.write(bytes, 0, count);
    output.flush();
    if (now.bytesPerSecond() > 0) {
      LockSupport.parkNanos(
          (long) (count * (double) Duration.ofSeconds(1).toNanos() / now.bytesPerSecond()));
    }
    if (allowed != WITHOUT_LIMIT) {
      left = allowed - count;
    }
    return count == bytes.length;
  }

  private void end(End end) {
    if (over.compareAndSet(false, true)) {
      ended.accept(end);
    }
  }
}
