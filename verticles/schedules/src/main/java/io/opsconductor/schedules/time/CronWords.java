package io.opsconductor.schedules.time;

import java.time.ZoneId;

/**
 * Words for cron expressions: what they say of days and what they say of times, in the order that
 * reads best.
 */
final class CronWords {
  private CronWords() {}

  static String of(CronExpression cron, ZoneId zone) {
    return when(cron) + " in " + zone;
  }

  private static String when(CronExpression cron) {
    String days = CronDayWords.of(cron);
    String times = CronTimeWords.of(cron);
    boolean listed =
        times.startsWith("at ") && !times.contains(" of ") && !times.contains(" past ");
    if (days.startsWith("every day") && !listed) {
      return times + days.substring("every day".length());
    }
    if (days.startsWith("on ") && !cron.dayOfMonth().every()) {
      return times + " " + days;
    }
    return days + (listed ? " " : ", ") + times;
  }
}
