package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.chaos.TaskWatchStore.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Measures how long a task is without a worker: from the death of its holder until another holder
 * has stored a report on it.
 */
final class TakeOverClock implements AutoCloseable {

  /** A task that lost its worker to one kill alone has another one by then. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration LOOK = Duration.ofMillis(100);

  /** A task that lost its holder. */
  private static final class Waiting {
    private final long fence;
    private final long since;
    private volatile boolean disturbed;

    private Waiting(long fence, long since, boolean disturbed) {
      this.fence = fence;
      this.since = since;
      this.disturbed = disturbed;
    }

    private Duration sofar() {
      return Duration.ofNanos(System.nanoTime() - since);
    }

    private boolean late() {
      return !disturbed && sofar().compareTo(LONGEST) > 0;
    }
  }

  private record Sample(Duration took, boolean disturbed) {}

  private final ChaosCluster cluster;
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Set<UUID> late = ConcurrentHashMap.newKeySet();
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
    long now = System.nanoTime();
    held.forEach(task -> waiting.putIfAbsent(task.id(), new Waiting(task.fence(), now, !alone)));
  }

  /** Something else goes wrong: what waits now does not measure one kill alone. */
  void disturb() {
    noteLate();
    waiting.values().forEach(each -> each.disturbed = true);
  }

  private void noteLate() {
    waiting.forEach(
        (task, since) -> {
          if (since.late()) {
            late.add(task);
          }
        });
  }

  /** Tasks that were without a worker for longer than {@link #LONGEST} after one kill alone. */
  Set<UUID> late() {
    noteLate();
    return Set.copyOf(late);
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
      if (!waiting.isEmpty()) {
        look();
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void look() {
    try {
      if (connection == null) {
        connection = cluster.database();
      }
      TaskWatchStore.now(connection, List.copyOf(waiting.keySet())).forEach(this::settle);
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

  private void settle(Standing task) {
    Waiting since = waiting.get(task.id());
    if (since == null) {
      return;
    }
    boolean another = task.fence() > since.fence;
    if (another && task.reports() > 0) {
      if (since.late()) {
        late.add(task.id());
      }
      synchronized (samples) {
        samples.add(new Sample(since.sofar(), since.disturbed));
      }
      waiting.remove(task.id());
    } else if (!task.running()) {
      // over, before the kill or without another holder: how it ended is the checker's to judge
      waiting.remove(task.id());
    }
  }

  /** For a terminal. */
  List<String> lines() {
    synchronized (samples) {
      Map<Boolean, List<Duration>> byKind =
          samples.stream()
              .collect(
                  Collectors.partitioningBy(
                      Sample::disturbed,
                      Collectors.mapping(
                          Sample::took,
                          Collectors.collectingAndThen(
                              Collectors.toList(), took -> took.stream().sorted().toList()))));
      return List.of(
          "take-over  " + line(byKind.get(false)) + " after one kill alone",
          "take-over  " + line(byKind.get(true)) + " with further faults meanwhile");
    }
  }

  private static String line(List<Duration> sorted) {
    return sorted.isEmpty()
        ? "none"
        : String.format(
            Locale.ROOT,
            "p50 %.1f s, p99 %.1f s, longest %.1f s of %d",
            seconds(sorted, 0.5),
            seconds(sorted, 0.99),
            seconds(sorted, 1),
            sorted.size());
  }

  private static double seconds(List<Duration> sorted, double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)).toMillis() / 1000.0;
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
