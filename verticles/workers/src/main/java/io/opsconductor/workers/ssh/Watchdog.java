package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs an action on a virtual thread when a deadline passes; one timer thread a process. */
final class Watchdog {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final ScheduledFuture<?> alarm;

  private Watchdog(ScheduledFuture<?> alarm) {
    this.alarm = alarm;
  }

  static Watchdog after(Duration delay, Runnable action) {
    return new Watchdog(
        TIMER.schedule(
            () -> Thread.ofVirtual().name("ssh-watchdog").start(action),
            delay.toNanos(),
            TimeUnit.NANOSECONDS));
  }

  /** Too late is not an error. */
  void cancel() {
    alarm.cancel(false);
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("ssh-watchdog-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
