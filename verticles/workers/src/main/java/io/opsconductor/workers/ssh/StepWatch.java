package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the thread that runs a step has to know of its output: when to look again, and whether the
 * receiver of the output holds it up at the moment. Clocks do not run while it does.
 */
final class StepWatch {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean news;
  private volatile long sinkEnteredAt;
  private volatile boolean inSink;
  private volatile long lastLeft = System.nanoTime();
  private final AtomicLong delivered = new AtomicLong();

  /** Something ended, or somebody wants something: look now. */
  void changed() {
    lock.lock();
    try {
      news = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns at news, at the latest after the time given. */
  void await(Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!news && left > 0) {
        left = changed.awaitNanos(left);
      }
      news = false;
    } finally {
      lock.unlock();
    }
  }

  void enterSink(int bytes) {
    delivered.addAndGet(bytes);
    sinkEnteredAt = System.nanoTime();
    inSink = true;
  }

  void leaveSink() {
    inSink = false;
    lastLeft = System.nanoTime();
  }

  /** Whether the receiver has been holding up the output for a noticeable time. */
  boolean stalled() {
    return inSink && System.nanoTime() - sinkEnteredAt > TimeUnit.MILLISECONDS.toNanos(50);
  }

  /** Since the receiver last let go; zero while it holds. */
  Duration sinceStall() {
    return inSink ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastLeft);
  }

  /** Bytes of both outputs so far. */
  long delivered() {
    return delivered.get();
  }
}
