package io.opsconductor.platform.group;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs something about every so often, and at once when nudged. Runs never overlap. A failure is
 * logged and the next run comes later: after twice, four times … the interval, a minute at most, or
 * two seconds when another part only does not answer, because it may be back at any time.
 */
public final class PeriodicTask implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

  private final String name;
  private final Duration interval;
  private final Runnable work;
  private final Semaphore nudges = new Semaphore(0);
  private final FailureLog failureLog;
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
    this.failureLog = new FailureLog(LOG, name, System::nanoTime);
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
    Duration pause = interval;
    while (!stopped) {
      pause = runOnce(pause);
      try {
        if (nudges.tryAcquire(jittered(pause).toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Runs the work.
   *
   * @param last the pause before this run
   * @return the pause until the next
   */
  private Duration runOnce(Duration last) {
    try {
      work.run();
      failureLog.works();
      return interval;
    } catch (Throwable e) {
      // Whatever it was, the next run may do better; and await throws checked ones undeclared.
      if (!stopped) {
        failureLog.failed(e);
      }
      return longer(last, FailureLog.isAnswer(e) ? LONGEST_WAIT : LONGEST_BACK_OFF);
    }
  }

  private Duration longer(Duration last, Duration longest) {
    Duration doubled = last.multipliedBy(2);
    Duration bounded = doubled.compareTo(longest) < 0 ? doubled : longest;
    return bounded.compareTo(interval) < 0 ? interval : bounded;
  }

  private static Duration jittered(Duration pause) {
    return Duration.ofMillis(
        (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
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
