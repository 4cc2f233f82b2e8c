package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses, each twice as long as the one before up to a longest. */
public final class BackOff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  BackOff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** For a target that cannot be reached, or is of no use. */
  public static BackOff betweenConnections() {
    return new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));
  }

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  /** At least half of it, so that many who wait for the same come one after another. */
  public Duration nextWithJitter() {
    return next().multipliedBy(ThreadLocalRandom.current().nextLong(50, 100)).dividedBy(100);
  }

  /** Begins with the first again. */
  void reset() {
    next = first;
  }
}
