package io.opsconductor.workers.ssh;

import java.time.Duration;

/**
 * Whether it is still worth while to connect to a target that lets connections in and breaks each
 * of them at once.
 */
final class Futility {

  /** A connection that lasted so long was of use, even if nothing came. */
  private static final Duration OF_USE = Duration.ofSeconds(5);

  private final Duration patience;
  private final BackOff backOff = BackOff.betweenConnections();
  private long begunAt = System.nanoTime();
  private long lastOfUse = begunAt;
  private boolean pauses;

  /**
   * @param patience how long it is tried without any use
   */
  Futility(Duration patience) {
    this.patience = patience;
  }

  void sessionBegins() {
    begunAt = System.nanoTime();
  }

  void sessionEnded(boolean broughtOutput) {
    long now = System.nanoTime();
    if (broughtOutput || now - begunAt >= OF_USE.toNanos()) {
      lastOfUse = now;
      pauses = false;
      backOff.reset();
    }
  }

  /** Whether it has been tried for too long. */
  boolean over() {
    return System.nanoTime() - lastOfUse > patience.toNanos();
  }

  /** Before the next connection: none after one that was of use, then longer and longer ones. */
  Duration pause() {
    Duration pause = pauses ? backOff.next() : Duration.ZERO;
    pauses = true;
    return pause;
  }
}
