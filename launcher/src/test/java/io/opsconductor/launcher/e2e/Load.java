package io.opsconductor.launcher.e2e;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Requests at a pace that does not wait for answers, up to a bound: when the machine is too busy
 * the rest come later, but come.
 */
final class Load implements AutoCloseable {
  private static final int MOST_AT_ONCE = 128;

  private final Supplier<Api.Answer> request;
  private final long intervalNanos;
  private final List<Api.Answer> answers = new CopyOnWriteArrayList<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer;
  private volatile boolean stopped;

  private Load(int perSecond, int total, Supplier<Api.Answer> request) {
    this.request = request;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.pacer = Thread.ofVirtual().name("load").start(() -> pace(total));
  }

  /** Goes on until it is stopped. */
  static Load start(int perSecond, Supplier<Api.Answer> request) {
    return new Load(perSecond, Integer.MAX_VALUE, request);
  }

  /** Sends so many. */
  static Load start(int perSecond, int total, Supplier<Api.Answer> request) {
    return new Load(perSecond, total, request);
  }

  private void pace(int total) {
    long next = System.nanoTime();
    for (int i = 0; i < total && !stopped; i++) {
      atOnce.acquireUninterruptibly();
      threads.execute(this::send);
      next += intervalNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void send() {
    try {
      answers.add(request.get());
    } catch (UncheckedIOException e) {
      broken.add(String.valueOf(e.getCause()));
    } finally {
      atOnce.release();
    }
  }

  boolean isSending() {
    return pacer.isAlive();
  }

  /** In the order in which they came. */
  List<Api.Answer> answers() {
    return answers;
  }

  /** Requests without an answer. */
  List<String> broken() {
    return broken;
  }

  long count(int status) {
    return answers.stream().filter(answer -> answer.status() == status).count();
  }

  Set<Integer> statuses() {
    Set<Integer> statuses = new TreeSet<>();
    answers.forEach(answer -> statuses.add(answer.status()));
    return statuses;
  }

  boolean lastWere(int status, int number) {
    List<Api.Answer> now = List.copyOf(answers);
    return now.size() >= number
        && now.subList(now.size() - number, now.size()).stream()
            .allMatch(answer -> answer.status() == status);
  }

  /** Sends no more, and returns when all that was sent is answered. */
  void stop() {
    stopped = true;
    close();
  }

  /** Returns when everything was sent and answered. */
  void await() {
    try {
      pacer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.close();
  }

  @Override
  public void close() {
    stopped = true;
    await();
  }
}
