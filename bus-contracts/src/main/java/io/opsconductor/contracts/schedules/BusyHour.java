package io.opsconductor.contracts.schedules;

import java.time.Instant;
import java.util.List;

/**
 * An hour in which more is due than in most.
 *
 * @param expectedSeconds how long the runs that begin in it take together, judged by past ones
 * @param usualSeconds the same of the median hour of the stretch of time that was asked about
 * @param schedules names of those that take the most, at most 10
 */
public record BusyHour(
    Instant hour, int runs, long expectedSeconds, long usualSeconds, List<String> schedules) {
  public BusyHour {
    schedules = List.copyOf(schedules);
  }
}
