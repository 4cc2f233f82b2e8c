package io.opsconductor.schedules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lengths of time for people. */
final class Lengths {
  private Lengths() {}

  /** The two largest units, such as {@code 1 h 5 min}; {@code 0 s} for less than a second. */
  static String words(Duration length) {
    List<String> parts = new ArrayList<>();
    add(parts, length.toDays(), "d");
    add(parts, length.toHoursPart(), "h");
    add(parts, length.toMinutesPart(), "min");
    add(parts, length.toSecondsPart(), "s");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts.subList(0, Math.min(2, parts.size())));
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit);
    }
  }
}
