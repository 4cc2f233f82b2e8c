package io.opsconductor.workers.ssh;

import java.time.Duration;

/** A point on the monotonic clock. */
record Deadline(Duration budget, long at) {

  static Deadline in(Duration budget) {
    return new Deadline(budget, System.nanoTime() + budget.toNanos());
  }

  /** The same budget, of which what was left at some point is left now. */
  Deadline resumed(Duration left) {
    return new Deadline(budget, System.nanoTime() + left.toNanos());
  }

  /** Never negative. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
  }

  boolean passed() {
    return System.nanoTime() - at >= 0;
  }

  /** The whole budget in seconds, for a message. */
  String print() {
    return "%.1f s".formatted(budget.toMillis() / 1000.0);
  }
}
