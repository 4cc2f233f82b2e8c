package io.opsconductor.platform.group;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs something about every so often, and at once when nudged. Runs never overlap. A failure is
 * logged and the next run comes later: after twice, four times … the interval, a minute at most.
 */
public final class PeriodicTask implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  private final String name;
  private final Duration interval;
  private final Runnable work;
  private final Semaphore nudges = new Semaphore(0);
  private volatile boolean stopped;
  private Thread thread;

  /**
   * A task that is not started yet.
   *
   * @param interval between the end of a run and the begin of the next, give or take a fifth
   */
  public PeriodicTask(String name, Duration interval, Runnable work) {
    this.name = name;
    this.interval = interval;
    this.work = work;
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name(name).start(this::loop);
  }

  /** Asks for a run now. Several nudges during one run lead to one more. */
  public void nudge() {
    if (nudges.availablePermits() == 0) {
      nudges.release();
    }
  }

  private void loop() {
    int failures = 0;
    while (!stopped) {
      failures = runOnce(failures);
      try {
        if (nudges.tryAcquire(pause(failures).toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int runOnce(int failures) {
    try {
      work.run();
      if (failures > 0) {
        LOG.atInfo().addKeyValue("task", name).log("Works again");
      }
      return 0;
    } catch (Throwable e) {
      // Whatever it was, the next run may do better; and await throws checked ones undeclared.
      if (!stopped) {
        var event = failures == 0 ? LOG.atWarn() : LOG.atDebug();
        event.addKeyValue("task", name).setCause(e).log("A run failed; it is tried again");
      }
      return Math.min(failures + 1, 16);
    }
  }

  private Duration pause(int failures) {
    Duration longer = interval.multipliedBy(1L << failures);
    Duration base =
        failures > 0 && longer.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : longer;
    double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    return Duration.ofMillis((long) (base.toMillis() * jitter));
  }

  @Override
  public synchronized void close() {
    stopped = true;
    nudges.release();
    if (thread != null) {
      try {
        if (!thread.join(LONGEST_STOP)) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
