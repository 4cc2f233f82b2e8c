package io.opsconductor.launcher.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What is done and when; it follows from the seed alone. */
final class FaultPlan {

  /**
   * One entry.
   *
   * @param pause after the one before, before this one
   */
  record Entry(Duration pause, Fault fault) {}

  private final SplittableRandom random;

  private FaultPlan(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A plan with so many kills of nodes, and other faults between them. */
  static List<Entry> of(long seed, int kills) {
    FaultPlan plan = new FaultPlan(seed);
    List<Entry> entries = new ArrayList<>();
    int killed = 0;
    while (killed < kills) {
      Fault fault = plan.next();
      killed +=
          switch (fault) {
            case Fault.KillNode kill -> 1;
            case Fault.KillAllNodes all -> ChaosCluster.NODES;
            case Fault.FreezeNode f -> 0;
            case Fault.KillDatabase f -> 0;
            case Fault.CutTargets f -> 0;
            case Fault.KillSessions f -> 0;
            case Fault.SilenceTargets f -> 0;
            case Fault.SilenceBus f -> 0;
          };
      entries.add(new Entry(plan.between(1000, 8000), fault));
    }
    return entries;
  }

  /** Kills of single nodes alone, each after what the one before it caused is over. */
  static List<Entry> killsApart(long seed, int kills) {
    FaultPlan plan = new FaultPlan(seed);
    return Stream.generate(
            () ->
                new Entry(
                    plan.between(25_000, 35_000),
                    new Fault.KillNode(
                        plan.random.nextInt(ChaosCluster.NODES), plan.between(0, 3000))))
        .limit(kills)
        .toList();
  }

  private Fault next() {
    int node = random.nextInt(ChaosCluster.NODES);
    int die = random.nextInt(100);
    if (die < 60) {
      return new Fault.KillNode(node, between(0, 3000));
    } else if (die < 63) {
      return new Fault.KillAllNodes();
    } else if (die < 73) {
      return new Fault.FreezeNode(node, between(5000, 30_000));
    } else if (die < 80) {
      return new Fault.KillDatabase();
    } else if (die < 88) {
      return new Fault.CutTargets();
    } else if (die < 92) {
      return new Fault.KillSessions();
    } else if (die < 96) {
      return new Fault.SilenceTargets(between(3000, 20_000));
    }
    return new Fault.SilenceBus(between(3000, 20_000));
  }

  private Duration between(int leastMs, int mostMs) {
    return Duration.ofMillis(random.nextInt(leastMs, mostMs + 1));
  }
}
