package io.opsconductor.schedules.time;

import java.util.List;

/** What the fields of a cron expression say. */
enum CronUnit {
  SECOND("second", 0, 59, false),
  MINUTE("minute", 0, 59, false),
  HOUR("hour", 0, 23, true),
  DAY_OF_MONTH("day of month", 1, 31, false),
  MONTH("month", 1, 12, true),
  /** 0 and 7 are Sunday. */
  DAY_OF_WEEK("day of week", 0, 6, true);

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  final String words;
  final int min;
  final int max;

  /** Whether a range may end before it begins, as FRI-MON and 22-2 do. */
  final boolean wraps;

  CronUnit(String words, int min, int max, boolean wraps) {
    this.words = words;
    this.min = min;
    this.max = max;
    this.wraps = wraps;
  }

  /** Of {@link #min}, and so on, in capitals; empty when there are none. */
  List<String> names() {
    return switch (this) {
      case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> List.of();
      case MONTH -> MONTHS;
      case DAY_OF_WEEK -> WEEKDAYS;
    };
  }

  int count() {
    return max - min + 1;
  }

  /** What would be right. */
  String range() {
    return switch (this) {
      case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> min + " to " + max;
      case MONTH -> "1 to 12 or JAN to DEC";
      case DAY_OF_WEEK -> "0 to 7 or SUN to SAT, with 0 and 7 for Sunday";
    };
  }
}
