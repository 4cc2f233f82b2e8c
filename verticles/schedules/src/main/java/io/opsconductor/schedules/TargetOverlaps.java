package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.TargetConflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pairs of schedules that are expected to touch the same targets at the same time. */
final class TargetOverlaps {
  private static final int MOST_PAIRS = 500;
  private static final int MOST_COMPARED = 2_000_000;
  private static final int MOST_NAMES = 20;

  private final ScheduleTargets targets;
  private final Map<Pair, Found> found = new LinkedHashMap<>();
  private int compared;

  TargetOverlaps(ScheduleTargets targets) {
    this.targets = targets;
  }

  private record Pair(UUID one, UUID other) {}

  /** What is known of a pair; of one that shares no target there are no names. */
  private static final class Found {
    final ExpectedRun one;
    final ExpectedRun other;
    final List<String> shared;
    int times;

    Found(ExpectedRun one, ExpectedRun other, List<String> shared) {
      this.one = one;
      this.other = other;
      this.shared = shared;
    }

    TargetConflict conflict() {
      Instant at = other.from();
      return new TargetConflict(
          at,
          times,
          one.schedule().id(),
          one.schedule().name(),
          other.schedule().id(),
          other.schedule().name(),
          shared.subList(0, Math.min(MOST_NAMES, shared.size())),
          shared.size());
    }
  }

  /** Whether all were compared. */
  boolean isComplete() {
    return compared < MOST_COMPARED;
  }

  /**
   * Soonest first.
   *
   * @param runs in the order in which they begin
   */
  List<TargetConflict> among(List<ExpectedRun> runs) {
    List<ExpectedRun> going = new ArrayList<>();
    for (ExpectedRun run : runs) {
      going.removeIf(earlier -> !earlier.to().isAfter(run.from()));
      for (ExpectedRun earlier : going) {
        if (++compared >= MOST_COMPARED) {
          return conflicts();
        }
        meet(earlier, run);
      }
      going.add(run);
    }
    return conflicts();
  }

  private void meet(ExpectedRun earlier, ExpectedRun later) {
    UUID one = earlier.schedule().id();
    UUID other = later.schedule().id();
    if (!one.equals(other)) {
      Pair pair = one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
      found.computeIfAbsent(pair, key -> new Found(earlier, later, shared(earlier, later))).times++;
    }
  }

  private List<String> shared(ExpectedRun one, ExpectedRun other) {
    Map<UUID, String> touched = targets.of(one.schedule());
    return targets.of(other.schedule()).entrySet().stream()
        .filter(target -> touched.containsKey(target.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  private List<TargetConflict> conflicts() {
    return found.values().stream()
        .filter(pair -> !pair.shared.isEmpty())
        .limit(MOST_PAIRS)
        .map(Found::conflict)
        .toList();
  }
}
