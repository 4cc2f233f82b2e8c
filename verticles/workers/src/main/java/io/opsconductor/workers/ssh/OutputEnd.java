package io.opsconductor.workers.ssh;

import java.time.Duration;

/**
 * Decides, after the exit status is known, when to stop waiting for the end of the output: 2 s
 * later, not counting the time that the receiver holds it up.
 *
 * <p>What the command itself had written before it ended may still be under way then: at most what
 * fits into the pipes and windows between. So bulk that is still arriving is taken until that much
 * has come. A process left behind that prints now and then does not count as bulk.
 */
final class OutputEnd {

  private static final Duration AFTER_EXIT = Duration.ofSeconds(2);
  private static final Duration RATE_WINDOW = Duration.ofMillis(500);
  private static final long BULK = 16 * 1024;
  private static final long MOST_UNDER_WAY = 4L * 1024 * 1024;

  private final StepWatch watch;
  private long last;
  private long waited;
  private long atExit = -1;
  private long windowStart;
  private long windowBytes;
  private boolean bulk = true;

  OutputEnd(StepWatch watch) {
    this.watch = watch;
  }

  /** To be asked again and again once the exit status is known. */
  boolean reached() {
    long now = System.nanoTime();
    if (atExit < 0) {
      atExit = watch.delivered();
      windowStart = now;
      windowBytes = atExit;
    } else if (!watch.stalled()) {
      waited += now - last;
    }
    last = now;
    measureRate(now);
    boolean allArrived = watch.delivered() - atExit > MOST_UNDER_WAY;
    return waited >= AFTER_EXIT.toNanos() && !watch.stalled() && (!bulk || allArrived);
  }

  private void measureRate(long now) {
    if (now - windowStart >= RATE_WINDOW.toNanos()) {
      bulk = watch.delivered() - windowBytes >= BULK;
      windowStart = now;
      windowBytes = watch.delivered();
    }
  }
}
