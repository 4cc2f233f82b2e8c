package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Words for specifications other than cron. */
final class SpecWords {
  private SpecWords() {}

  static String of(ScheduleSpec.Interval spec) {
    String every = "every " + length(spec.every());
    return spec.anchor() == null ? every : every + ", counted from " + spec.anchor();
  }

  static String of(ScheduleSpec.Once spec, ZoneId zone) {
    boolean exact = !spec.at().matches("[0-9-]+T[0-9:.]+");
    return "once at " + (exact ? spec.at() : spec.at().replace('T', ' ') + " in " + zone);
  }

  static String of(ScheduleSpec.Recurring spec, ZoneId zone) {
    String times = "at " + English.times(new ClockList(spec.times()).times());
    String when =
        switch (spec.frequency()) {
          case DAILY -> "every " + English.count(spec.every(), "day") + " " + times;
          case WEEKLY -> weekly(spec) + " " + times;
          case MONTHLY -> monthly(spec, times);
        };
    return when + " in " + zone + since(spec);
  }

  private static String since(ScheduleSpec.Recurring spec) {
    if (spec.since() == null) {
      return "";
    }
    return spec.every() == 1 ? ", from " + spec.since() + " on" : ", counted from " + spec.since();
  }

  private static String weekly(ScheduleSpec.Recurring spec) {
    List<Integer> days =
        spec.weekdays().stream()
            .map(day -> RecurringDays.dayOfWeek(day).getValue())
            .distinct()
            .sorted()
            .toList();
    String words = days.size() == 7 ? "day" : English.weekdays(days);
    if (spec.every() == 1) {
      return "every " + words;
    }
    String on = words.endsWith("day") && Character.isLowerCase(words.charAt(0)) ? "every " : "";
    return "every " + spec.every() + " weeks on " + on + words;
  }

  private static String monthly(ScheduleSpec.Recurring spec, String times) {
    String day = "on the " + day(spec);
    boolean rare =
        (spec.day() != null && spec.day() > 28) || (spec.week() != null && spec.week() == 5);
    if (spec.every() > 1) {
      String where = rare ? " if there is one" : "";
      return "every %d months %s%s %s".formatted(spec.every(), day, where, times);
    }
    String months = " of every month" + (rare ? " that has one" : "");
    return spec.day() == null ? day + months + " " + times : times + " " + day + months;
  }

  private static String day(ScheduleSpec.Recurring spec) {
    if (spec.day() != null) {
      return spec.day() < 0 ? "last day" : English.ordinal(spec.day());
    }
    String weekday = English.weekday(RecurringDays.dayOfWeek(spec.weekdays().getFirst()));
    return (spec.week() < 0 ? "last" : English.nth(spec.week())) + " " + weekday;
  }

  private static String length(Duration every) {
    List<String> parts = new ArrayList<>();
    add(parts, every.toHours(), "hour");
    add(parts, every.toMinutesPart(), "minute");
    add(parts, every.toSecondsPart(), "second");
    if (parts.size() == 1) {
      return parts.getFirst().replaceFirst("^1 ", "");
    }
    return English.list(parts);
  }

  private static void add(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(number == 1 ? "1 " + unit : number + " " + unit + "s");
    }
  }
}
