package io.opsconductor.schedules.time;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a cron expression says of times. */
final class CronTimeWords {
  private static final int MOST_TIMES = 8;
  private static final int MOST_RUNS = 3;

  private final CronField second;
  private final CronField minute;
  private final CronField hour;

  private CronTimeWords(CronExpression cron) {
    this.second = cron.second();
    this.minute = cron.minute();
    this.hour = cron.hour();
  }

  static String of(CronExpression cron) {
    return new CronTimeWords(cron).words();
  }

  static List<Integer> values(CronField field) {
    CronUnit unit = field.unit();
    return IntStream.rangeClosed(unit.min, unit.max).filter(field::has).boxed().toList();
  }

  private String words() {
    long product = count(second) * count(minute) * count(hour);
    if (product <= MOST_TIMES) {
      return "at " + English.times(times());
    }
    if (only(second, 0)) {
      return ofMinutes();
    }
    int step = step(second);
    if (step > 0 && minute.every()) {
      return "every " + English.count(step, "second") + inHours();
    }
    return "at %s of %s of %s"
        .formatted(named(second, "second"), named(minute, "minute"), named(hour, "hour"));
  }

  private String ofMinutes() {
    int minutes = step(minute);
    if (minutes > 0) {
      return "every " + English.count(minutes, "minute") + inHours();
    }
    int hours = step(hour);
    if (only(minute, 0) && hours > 0) {
      return hours == 1 ? "every hour" : "every " + hours + " hours from 00:00";
    }
    if (hour.every()) {
      boolean one = only(minute, 1);
      return "at %s %s past every hour"
          .formatted(English.runs(values(minute), String::valueOf), one ? "minute" : "minutes");
    }
    return "at %s of %s".formatted(named(minute, "minute"), named(hour, "hour"));
  }

  /** When its hours are not all. */
  private String inHours() {
    if (hour.every()) {
      return "";
    }
    List<String> stretches = new ArrayList<>();
    for (int from = 0; from < 24; from++) {
      if (hour.has(from) && !hour.has(from - 1 < 0 ? 24 : from - 1)) {
        int to = from;
        while (hour.has(to + 1)) {
          to++;
        }
        stretches.add("between %02d:00 and %02d:59".formatted(from, to));
      }
    }
    return stretches.size() <= MOST_RUNS
        ? " " + English.list(stretches)
        : " in " + named(hour, "hour");
  }

  private List<LocalTime> times() {
    List<LocalTime> times = new ArrayList<>();
    for (int h : values(hour)) {
      for (int m : values(minute)) {
        for (int s : values(second)) {
          times.add(LocalTime.of(h, m, s));
        }
      }
    }
    return times;
  }

  private static long count(CronField field) {
    return Long.bitCount(field.bits());
  }

  private static boolean only(CronField field, int value) {
    return field.bits() == 1L << value;
  }

  /** From 0 on at equal distances, from the last to the first too; 0 when it is not so. */
  private static int step(CronField field) {
    int all = field.unit().count();
    int step = (int) (all / count(field));
    long bits = 0;
    for (int value = 0; value < all; value += step) {
      bits |= 1L << value;
    }
    return all % step == 0 && bits == field.bits() && step < all ? step : 0;
  }

  private static String named(CronField field, String unit) {
    if (field.every()) {
      return "every " + unit;
    }
    String plural = count(field) == 1 ? "" : "s";
    return unit + plural + " " + English.runs(values(field), String::valueOf);
  }
}
