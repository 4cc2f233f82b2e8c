package io.opsconductor.schedules.time;

import java.util.ArrayList;
import java.util.List;

/** What a cron expression says of days. */
final class CronDayWords {
  private final CronExpression cron;
  private final CronField ofMonth;
  private final CronField ofWeek;

  private CronDayWords(CronExpression cron) {
    this.cron = cron;
    this.ofMonth = cron.dayOfMonth();
    this.ofWeek = cron.dayOfWeek();
  }

  static String of(CronExpression cron) {
    return new CronDayWords(cron).words();
  }

  private String words() {
    boolean anyOfMonth = ofMonth.every();
    boolean anyOfWeek = ofWeek.every();
    boolean either = cron.eitherDay();
    if (either ? anyOfMonth || anyOfWeek : anyOfMonth && anyOfWeek) {
      return "every day" + inMonths();
    }
    if (either) {
      String also = ofWeek.bits() == 0 ? weekdays() : "on " + weekdays();
      return "on the %s%s and %s".formatted(days(), ofMonths(rareDay()), also);
    }
    if (anyOfMonth) {
      return weekdays();
    }
    if (anyOfWeek) {
      return "on the %s%s".formatted(days(), ofMonths(rareDay()));
    }
    return "on the %s%s if it is %s".formatted(days(), ofMonths(false), weekdaysAlone());
  }

  private String inMonths() {
    return cron.month().every() ? "" : " in " + months();
  }

  private String ofMonths(boolean rare) {
    if (!cron.month().every()) {
      return " of " + months();
    }
    return " of every month" + (rare ? " that has one" : "");
  }

  private String months() {
    return English.months(CronTimeWords.values(cron.month()));
  }

  /** Whether it is one day that some months do not have. */
  private boolean rareDay() {
    return ofMonth.bits() != 0
        && (ofMonth.bits() & ((1L << 29) - 1)) == 0
        && Long.bitCount(ofMonth.bits()) == 1
        && ofMonth.specials().isEmpty();
  }

  /** After "on the". */
  private String days() {
    List<String> items = new ArrayList<>();
    if (ofMonth.bits() != 0) {
      items.add(English.runs(CronTimeWords.values(ofMonth), English::ordinal));
    }
    ofMonth.specials().forEach(special -> items.add(words(special)));
    return String.join(" and the ", items);
  }

  private String weekdays() {
    List<String> items = new ArrayList<>();
    if (ofWeek.bits() != 0) {
      items.add("every " + plainWeekdays() + inMonths());
    }
    if (!ofWeek.specials().isEmpty()) {
      boolean fifth = ofWeek.specials().stream().allMatch(CronDayWords::isFifth);
      List<String> specials = ofWeek.specials().stream().map(CronDayWords::words).toList();
      items.add("on the " + English.list(specials) + ofMonths(fifth));
    }
    return String.join(" and ", items);
  }

  private String weekdaysAlone() {
    List<String> items = new ArrayList<>();
    if (ofWeek.bits() != 0) {
      items.add("a " + plainWeekdays());
    }
    ofWeek.specials().forEach(special -> items.add("the " + words(special)));
    return String.join(" or ", items);
  }

  private String plainWeekdays() {
    List<Integer> days = new ArrayList<>();
    for (int day = 1; day <= 7; day++) {
      if (ofWeek.has(day % 7)) {
        days.add(day);
      }
    }
    return English.weekdays(days);
  }

  private static boolean isFifth(DaySpecial special) {
    return special instanceof DaySpecial.Nth nth && nth.nth() == 5;
  }

  private static String words(DaySpecial special) {
    return switch (special) {
      case DaySpecial.BeforeLast(int days) when days == 0 -> "last day";
      case DaySpecial.BeforeLast(int days) when days == 1 -> "last day but one";
      case DaySpecial.BeforeLast(int days) -> "day %d days before the last".formatted(days);
      case DaySpecial.LastWorkday() -> "last weekday";
      case DaySpecial.NearestWorkday(int day) -> "weekday nearest to the " + English.ordinal(day);
      case DaySpecial.Nth(var weekday, int nth) ->
          English.nth(nth) + " " + English.weekday(weekday);
      case DaySpecial.Last(var weekday) -> "last " + English.weekday(weekday);
    };
  }
}
