package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Does what a plan says, and mends it again in the background. */
final class FaultRunner {

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  /** For the take-over after the last fault. */
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private static final String ACTED = "Fault point ";
  private static final int LEAST_READY = 2;

  /** PostgreSQL is back after a crash by then. */
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  private final ChaosCluster cluster;
  private final ChaosTargets targets;
  private final TakeOverClock clock;
  private final ExecutorService menders = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Integer> down = ConcurrentHashMap.newKeySet();
  private final Set<Integer> frozen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lasting = new AtomicInteger();
  private final List<String> collapses = new ArrayList<>();
  private final long begun = System.nanoTime();
  private int kills;
  private int failedStarts;

  FaultRunner(ChaosCluster cluster, ChaosTargets targets, TakeOverClock clock) {
    this.cluster = cluster;
    this.targets = targets;
    this.clock = clock;
  }

  /** Runs the plan to its end, or until time is over. */
  void run(List<FaultPlan.Entry> plan, Duration longest) {
    for (FaultPlan.Entry entry : plan) {
      if (elapsed().compareTo(longest) > 0) {
        say("time is over");
        return;
      }
      pause(entry.pause());
      apply(entry.fault());
    }
  }

  /** Waits, and starts again what ended by itself. */
  void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      reviveFallen();
      LockSupport.parkNanos(TICK.toNanos());
    } while (System.nanoTime() < end);
  }

  private void reviveFallen() {
    for (int number = 0; number < ChaosCluster.NODES; number++) {
      Node node = cluster.node(number);
      if (!node.isAlive() && !down.contains(number)) {
        fallen("node " + Fault.name(number), node);
        cluster.restart(number, List.of());
      }
    }
  }

  private void fallen(String name, Node node) {
    if (node.output().contains("OpsConductor is ready in")) {
      collapses.add(name + " ended by itself with " + node.exitCode());
      say(name + " ended by itself");
    } else {
      failedStarts++;
      say(name + " did not start: " + lastLine(node));
    }
  }

  private static String lastLine(Node node) {
    return node.output().strip().lines().reduce((one, next) -> next).orElse("");
  }

  private void apply(Fault fault) {
    switch (fault) {
      case Fault.KillNode kill -> kill(kill);
      case Fault.KillAllNodes all -> killAll(all);
      case Fault.FreezeNode freeze -> freeze(freeze);
      case Fault.KillDatabase database -> {
        announce(database);
        cluster.killDatabase();
        later(RECOVERY, () -> {});
      }
      case Fault.CutTargets cut -> {
        announce(cut);
        targets.cut();
      }
      case Fault.KillSessions sessions -> {
        announce(sessions);
        targets.killSessions();
      }
      case Fault.SilenceTargets silence -> {
        announce(silence);
        targets.silence();
        later(silence.time(), targets::heal);
      }
      case Fault.SilenceBus silence -> {
        announce(silence);
        cluster.silenceBus();
        later(silence.time(), cluster::healBus);
      }
    }
  }

  private void announce(Fault fault) {
    clock.disturb();
    say(fault.words());
  }

  private void later(Duration time, Runnable mend) {
    lasting.incrementAndGet();
    menders.execute(
        () -> {
          LockSupport.parkNanos(time.toNanos());
          try {
            mend.run();
          } finally {
            lasting.decrementAndGet();
          }
        });
  }

  private List<Integer> working() {
    return cluster.ready().stream().filter(number -> !frozen.contains(number)).toList();
  }

  private void awaitWorking(int number) {
    while (working().size() < number) {
      pause(TICK);
    }
  }

  private void kill(Fault.KillNode kill) {
    awaitWorking(LEAST_READY);
    List<Integer> working = working();
    int victim =
        IntStream.range(0, ChaosCluster.NODES)
            .map(step -> (kill.node() + step) % ChaosCluster.NODES)
            .filter(working::contains)
            .findFirst()
            .orElseThrow();
    Fault.KillNode done = new Fault.KillNode(victim, kill.down());
    say(done.words());
    down.add(victim);
    kills++;
    clock.killing(Fault.name(victim), lasting.get() == 0, () -> cluster.kill(victim));
    later(kill.down(), () -> bringBack(victim));
  }

  private void bringBack(int number) {
    cluster.restart(number, List.of());
    down.remove(number);
  }

  private void killAll(Fault.KillAllNodes all) {
    awaitWorking(LEAST_READY);
    announce(all);
    List<Integer> alive =
        IntStream.range(0, ChaosCluster.NODES)
            .filter(number -> cluster.node(number).isAlive())
            .boxed()
            .toList();
    down.addAll(alive);
    kills += alive.size();
    alive.parallelStream().forEach(cluster::kill);
    alive.forEach(this::bringBack);
  }

  private void freeze(Fault.FreezeNode freeze) {
    awaitWorking(LEAST_READY);
    int number = freeze.node();
    Node node = cluster.node(number);
    announce(freeze);
    frozen.add(number);
    node.signal("STOP");
    later(
        freeze.time(),
        () -> {
          node.signal("CONT");
          frozen.remove(number);
        });
  }

  /**
   * Kills a node if it lives, starts it with these options of the JVM, and waits until it is ready
   * or a fault point in it has acted. One with options is expected to fall.
   */
  void replace(int number, List<String> jvm) {
    down.add(number);
    if (cluster.node(number).isAlive()) {
      kills++;
      clock.killing(Fault.name(number), lasting.get() == 0, () -> cluster.kill(number));
    }
    cluster.restart(number, jvm);
    Node node = cluster.node(number);
    ChaosCluster.await(
        LONGEST_START,
        () -> node.isReady() || !node.isAlive() || node.output().contains(ACTED),
        () -> "node " + Fault.name(number) + " is not ready");
    if (jvm.isEmpty()) {
      down.remove(number);
    }
  }

  /** Until a node has said something, or ended, or time is over; whether it has said it. */
  boolean awaitWord(Node node, String word, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (!node.output().contains(word) && node.isAlive() && System.nanoTime() < end) {
      pause(TICK);
    }
    return node.output().contains(word);
  }

  /** Mends everything, and returns when all nodes take work. */
  void mend() {
    pause(SETTLING);
    say("mending");
    menders.close();
    targets.heal();
    cluster.healBus();
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (cluster.ready().size() < ChaosCluster.NODES) {
      if (System.nanoTime() > end) {
        collapses.add("not all nodes became ready again: " + cluster.ready());
        return;
      }
      pause(TICK);
    }
  }

  void say(String what) {
    System.out.printf(Locale.ROOT, "%8.1f s  %s%n", elapsed().toMillis() / 1000.0, what);
    System.out.flush();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** How many nodes were killed. */
  int kills() {
    return kills;
  }

  /** How many starts ended by themselves, as when the bus was silent. */
  int failedStarts() {
    return failedStarts;
  }

  /** What must not be, found by whoever looks closer. */
  void collapsed(String what) {
    collapses.add(what);
  }

  /** Nodes that took work and then ended by themselves, or never came back. */
  List<String> collapses() {
    return collapses;
  }
}
