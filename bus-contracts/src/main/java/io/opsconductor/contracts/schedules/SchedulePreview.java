package io.opsconductor.contracts.schedules;

import java.util.List;

/**
 * When something is due.
 *
 * @param words for people, such as {@code every weekday at 02:30 in Europe/Berlin}
 * @param times the next ones, in their order; fewer than asked for when there are no more
 */
public record SchedulePreview(String words, List<DueTime> times) {
  public SchedulePreview {
    times = List.copyOf(times);
  }
}
