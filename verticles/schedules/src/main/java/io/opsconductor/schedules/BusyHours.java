package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.BusyHour;
import io.opsconductor.contracts.schedules.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hours in which far more is due than in the median hour. */
final class BusyHours {
  /** As many times the median. */
  private static final int FAR_MORE = 3;

  /** Less work than this is no burden, whatever the median is: seconds. */
  private static final long LEAST_SECONDS = 600;

  private static final int MOST_NAMES = 10;

  private BusyHours() {}

  /** What begins in one hour. */
  private static final class Load {
    int runs;
    long ms;
    final Map<String, Long> byName = new HashMap<>();

    void add(ExpectedRun run) {
      runs++;
      ms += run.durationMs();
      byName.merge(run.schedule().name(), run.durationMs(), Long::sum);
    }

    List<String> heaviest() {
      return byName.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .limit(MOST_NAMES)
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  static List<BusyHour> among(List<ExpectedRun> runs, TimeRange range) {
    Map<Instant, Load> loads = new TreeMap<>();
    for (ExpectedRun run : runs) {
      Instant hour = run.from().truncatedTo(ChronoUnit.HOURS);
      loads.computeIfAbsent(hour, at -> new Load()).add(run);
    }
    long usual = medianMs(loads, range) / 1000;
    List<BusyHour> busy = new ArrayList<>();
    loads.forEach(
        (hour, load) -> {
          long seconds = load.ms / 1000;
          if (seconds >= LEAST_SECONDS && seconds > FAR_MORE * usual) {
            busy.add(new BusyHour(hour, load.runs, seconds, usual, load.heaviest()));
          }
        });
    return busy;
  }

  /** Of all hours of the stretch, also of those in which nothing is due. */
  private static long medianMs(Map<Instant, Load> loads, TimeRange range) {
    long hours = Math.max(1, Duration.between(range.from(), range.to()).toHours());
    List<Long> sorted = loads.values().stream().map(load -> load.ms).sorted().toList();
    long place = hours / 2 - (hours - sorted.size());
    return place < 0 || sorted.isEmpty() ? 0 : sorted.get((int) Math.min(place, sorted.size() - 1));
  }
}
