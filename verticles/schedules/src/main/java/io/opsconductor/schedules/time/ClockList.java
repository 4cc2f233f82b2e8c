package io.opsconductor.schedules.time;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

/** Times of a clock that are listed one by one. */
final class ClockList implements ClockRule {
  private final int[] seconds;

  ClockList(List<String> times) {
    seconds =
        times.stream()
            .mapToInt(time -> LocalTime.parse(time).toSecondOfDay())
            .sorted()
            .distinct()
            .toArray();
  }

  @Override
  public int firstFrom(int secondOfDay) {
    int found = Arrays.binarySearch(seconds, secondOfDay);
    int index = found < 0 ? -found - 1 : found;
    return index < seconds.length ? seconds[index] : NONE;
  }

  List<LocalTime> times() {
    return Arrays.stream(seconds).mapToObj(LocalTime::ofSecondOfDay).toList();
  }
}
