package io.opsconductor.contracts.schedules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a schedule did or will do in a stretch of time.
 *
 * @param due how many due times there are; when it is more than are listed, they are told by their
 *     number
 * @param states how many of those that were due came to what end, by the names of {@link FireState}
 * @param first and {@code last} of them
 * @param times the first ones, at most 50
 */
public record TimelineEntry(
    UUID scheduleId,
    String name,
    UUID jobId,
    String words,
    long due,
    Map<String, Integer> states,
    Instant first,
    Instant last,
    List<TimelinePoint> times) {
  public TimelineEntry {
    states = Map.copyOf(states);
    times = List.copyOf(times);
  }
}
