package io.opsconductor.schedules;

import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.PeriodicTask;
import java.time.Duration;
import java.util.Optional;

/**
 * Has what is due looked for at the moment at which it is due, and now and then in any case. How
 * long that is comes from the database: the clock of this node is not asked.
 */
final class FireClock implements Background {
  /** While another node decides about what is due, which it may fail to. */
  private static final long SHORTEST_MS = 20;

  private final FireDue due;
  private final long pollMs;
  private final PeriodicTask task;

  FireClock(FireDue due, Duration poll) {
    this.due = due;
    this.pollMs = poll.toMillis();
    this.task = new PeriodicTask("schedules-fire", poll, this::look);
  }

  @Override
  public void start() {
    task.start();
  }

  @Override
  public void close() {
    task.close();
  }

  private void look() {
    Optional<Long> wait = due.run();
    wait.filter(ms -> ms < pollMs).ifPresent(ms -> nudgeIn(Math.max(SHORTEST_MS, ms)));
  }

  private void nudgeIn(long ms) {
    Thread.ofVirtual()
        .name("schedules-fire-soon")
        .start(
            () -> {
              try {
                Thread.sleep(ms);
                task.nudge();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
