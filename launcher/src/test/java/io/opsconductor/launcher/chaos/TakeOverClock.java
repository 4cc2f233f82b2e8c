package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.chaos.TaskWatchStore.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long a task is without a worker: from the death of its holder until another holder
 * has stored a report on it.
 */
final class TakeOverClock implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final ChaosCluster cluster;
  private final TakeOvers takeOvers = new TakeOvers(System::nanoTime);
  private final Thread thread;
  private volatile boolean stopped;
  private Connection connection;

  TakeOverClock(ChaosCluster cluster) {
    this.cluster = cluster;
    this.thread = Thread.ofPlatform().name("take-over-clock").daemon().unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /**
   * Kills a node and starts the clock for the tasks that it held.
   *
   * @param alone whether no other fault lasts
   */
  void killing(String node, boolean alone, Runnable kill) {
    disturb();
    List<Standing> held = heldBy(node);
    kill.run();
    takeOvers.lost(held, alone);
  }

  /** Something else goes wrong: what waits now does not measure one kill alone. */
  void disturb() {
    takeOvers.disturb();
  }

  /** What was measured. */
  TakeOvers takeOvers() {
    return takeOvers;
  }

  private List<Standing> heldBy(String node) {
    try (Connection own = cluster.database()) {
      return TaskWatchStore.underWay(own, node);
    } catch (SQLException e) {
      return List.of();
    }
  }

  private void loop() {
    while (!stopped) {
      List<UUID> waiting = takeOvers.waiting();
      if (!waiting.isEmpty()) {
        look(waiting);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void look(List<UUID> waiting) {
    try {
      if (connection == null) {
        connection = cluster.database();
      }
      TaskWatchStore.now(connection, waiting).forEach(takeOvers::settle);
    } catch (SQLException e) {
      // the database is down; the next look is on a new connection
      close(connection);
      connection = null;
    }
  }

  private static void close(Connection broken) {
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (SQLException e) {
      // broken it was
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(connection);
  }
}
