package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.chaos.TaskWatchStore.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * How long tasks that lost their holder are without another one, told apart by whether anything
 * else went wrong meanwhile.
 */
final class TakeOvers {

  /** A task that lost its worker to one kill alone has another one by then. */
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** A task that lost its holder. */
  private final class Waiting {
    private final long fence;
    private final long since = nanoTime.getAsLong();
    private boolean disturbed;

    private Waiting(long fence, boolean disturbed) {
      this.fence = fence;
      this.disturbed = disturbed;
    }

    private Duration sofar() {
      return Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    private boolean late() {
      return !disturbed && sofar().compareTo(LONGEST) > 0;
    }
  }

  private record Sample(Duration took, boolean disturbed) {}

  private final LongSupplier nanoTime;
  private final Map<UUID, Waiting> waiting = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Set<UUID> late = new HashSet<>();

  /**
   * @param nanoTime a monotonic clock
   */
  TakeOvers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * These have lost their holder now.
   *
   * @param alone whether nothing else is wrong
   */
  synchronized void lost(Collection<Standing> tasks, boolean alone) {
    tasks.forEach(task -> waiting.putIfAbsent(task.id(), new Waiting(task.fence(), !alone)));
  }

  /** Something else goes wrong: what waits now does not measure one kill alone. */
  synchronized void disturb() {
    noteLate();
    waiting.values().forEach(each -> each.disturbed = true);
  }

  /** Tasks without a holder. */
  synchronized List<UUID> waiting() {
    return List.copyOf(waiting.keySet());
  }

  /** Where a task stands now: it has another holder once that one has stored a report. */
  synchronized void settle(Standing task) {
    Waiting since = waiting.get(task.id());
    if (since == null) {
      return;
    }
    if (task.fence() > since.fence && task.reports() > 0) {
      noteLate();
      samples.add(new Sample(since.sofar(), since.disturbed));
      waiting.remove(task.id());
    } else if (!task.running()) {
      // over, before the kill or without another holder: how it ended is the checker's to judge
      waiting.remove(task.id());
    }
  }

  /** Tasks that were without a holder for longer than {@link #LONGEST} after one kill alone. */
  synchronized Set<UUID> late() {
    noteLate();
    return Set.copyOf(late);
  }

  private void noteLate() {
    waiting.forEach(
        (task, since) -> {
          if (since.late()) {
            late.add(task);
          }
        });
  }

  /** For a terminal. */
  synchronized List<String> lines() {
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
}
