package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.TargetConflict;
import io.opsconductor.schedules.ScheduleTargets.Touched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Function;

/**
 * Pairs of schedules that are expected to touch the same targets at the same time. What two
 * schedules share is found once for each two selections of targets, however many schedules have
 * them, and nothing is kept of schedules that share nothing.
 */
final class TargetOverlaps {
  private static final int MOST_CONFLICTS = 500;

  /** Pairs of selections that are looked at. */
  private static final int MOST_SELECTIONS = 20_000;

  private static final int MOST_NAMES = 20;

  private final Function<ScheduleRow, Touched> targets;
  private final LookAhead.Steps steps;
  private final Map<SelectionPair, Shared> shared = new HashMap<>();
  private final Map<Pair, Found> found = new LinkedHashMap<>();
  private boolean complete = true;

  /**
   * @param targets the same object for the same selection
   * @param steps one for two runs, and one for each target of two selections
   */
  TargetOverlaps(Function<ScheduleRow, Touched> targets, LookAhead.Steps steps) {
    this.targets = targets;
    this.steps = steps;
  }

  private record Pair(UUID one, UUID other) {
    static Pair of(ExpectedRun first, ExpectedRun second) {
      UUID one = first.schedule().id();
      UUID other = second.schedule().id();
      return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
    }
  }

  /** Two selections, in the order in which they met; equal when they are the same objects. */
  private record SelectionPair(Touched one, Touched other) {}

  /** Targets of two selections: the first of their names, and how many they are. */
  private record Shared(List<String> names, int count) {
    static final Shared NONE = new Shared(List.of(), 0);
  }

  /** A conflict, and how often it was met. */
  private static final class Found {
    final ExpectedRun one;
    final ExpectedRun other;
    final Shared shared;
    int times;

    Found(ExpectedRun one, ExpectedRun other, Shared shared) {
      this.one = one;
      this.other = other;
      this.shared = shared;
    }

    TargetConflict conflict() {
      return new TargetConflict(
          other.from(),
          times,
          one.schedule().id(),
          one.schedule().name(),
          other.schedule().id(),
          other.schedule().name(),
          shared.names(),
          shared.count());
    }
  }

  /** Whether all were compared, and all conflicts are told. */
  boolean isComplete() {
    return complete && steps.wereEnough();
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
        if (!steps.take(1)) {
          return conflicts();
        }
        meet(earlier, run);
      }
      going.add(run);
    }
    return conflicts();
  }

  private List<TargetConflict> conflicts() {
    return found.values().stream().map(Found::conflict).toList();
  }

  private void meet(ExpectedRun earlier, ExpectedRun later) {
    if (earlier.schedule().id().equals(later.schedule().id())) {
      return;
    }
    Pair pair = Pair.of(earlier, later);
    Found known = found.get(pair);
    if (known != null) {
      known.times++;
      return;
    }
    Shared both = shared(targets.apply(earlier.schedule()), targets.apply(later.schedule()));
    if (both.count() == 0) {
      return;
    }
    if (found.size() == MOST_CONFLICTS) {
      complete = false;
      return;
    }
    Found conflict = new Found(earlier, later, both);
    conflict.times = 1;
    found.put(pair, conflict);
  }

  private Shared shared(Touched one, Touched other) {
    Shared known = shared.get(new SelectionPair(one, other));
    if (known == null) {
      known = shared.get(new SelectionPair(other, one));
    }
    if (known != null) {
      return known;
    }
    boolean smaller = one.names().size() < other.names().size();
    Map<UUID, String> few = smaller ? one.names() : other.names();
    if (shared.size() == MOST_SELECTIONS || !steps.take(few.size())) {
      complete = false;
      return Shared.NONE;
    }
    Shared both = shared(few, smaller ? other.names() : one.names());
    shared.put(new SelectionPair(one, other), both);
    return both;
  }

  private static Shared shared(Map<UUID, String> few, Map<UUID, String> many) {
    PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
    int count = 0;
    for (Map.Entry<UUID, String> target : few.entrySet()) {
      if (many.containsKey(target.getKey())) {
        count++;
        first.add(target.getValue());
        if (first.size() > MOST_NAMES) {
          first.remove();
        }
      }
    }
    return count == 0 ? Shared.NONE : new Shared(first.stream().sorted().toList(), count);
  }
}
