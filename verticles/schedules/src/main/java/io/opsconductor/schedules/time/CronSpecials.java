package io.opsconductor.schedules.time;

import java.time.DayOfWeek;
import java.util.Optional;

/** Reads the items of a cron expression that each month decides. */
final class CronSpecials {
  private CronSpecials() {}

  static boolean isOfDays(CronUnit unit) {
    return switch (unit) {
      case DAY_OF_MONTH, DAY_OF_WEEK -> true;
      case SECOND, MINUTE, HOUR, MONTH -> false;
    };
  }

  /** Empty for an item that is none of these. */
  static Optional<DaySpecial> read(CronUnit unit, String item) {
    return switch (unit) {
      case DAY_OF_MONTH -> ofMonth(item);
      case DAY_OF_WEEK -> ofWeek(item);
      case SECOND, MINUTE, HOUR, MONTH -> Optional.empty();
    };
  }

  private static Optional<DaySpecial> ofMonth(String item) {
    if (item.equals("L")) {
      return Optional.of(new DaySpecial.BeforeLast(0));
    }
    if (item.equals("LW")) {
      return Optional.of(new DaySpecial.LastWorkday());
    }
    if (item.startsWith("L")) {
      return Optional.of(new DaySpecial.BeforeLast(beforeLast(item)));
    }
    if (item.endsWith("W")) {
      return Optional.of(new DaySpecial.NearestWorkday(nearest(item)));
    }
    return Optional.empty();
  }

  private static int beforeLast(String item) {
    int days = item.startsWith("L-") ? CronFieldParser.number(item.substring(2)) : -1;
    if (days < 1 || days > 30) {
      throw CronFieldParser.bad(
          CronUnit.DAY_OF_MONTH, item, "with L it must be L, LW, or L-1 to L-30");
    }
    return days;
  }

  private static int nearest(String item) {
    int day = CronFieldParser.number(item.substring(0, item.length() - 1));
    if (day < 1 || day > 31) {
      throw CronFieldParser.bad(CronUnit.DAY_OF_MONTH, item, "with W it must be 1W to 31W, or LW");
    }
    return day;
  }

  private static Optional<DaySpecial> ofWeek(String item) {
    int hash = item.indexOf('#');
    if (hash >= 0) {
      int nth = CronFieldParser.number(item.substring(hash + 1));
      if (nth < 1 || nth > 5) {
        throw CronFieldParser.bad(
            CronUnit.DAY_OF_WEEK,
            item,
            "after # it must be 1 to 5, for the first to the fifth in the month");
      }
      return Optional.of(new DaySpecial.Nth(weekday(item, item.substring(0, hash)), nth));
    }
    if (item.endsWith("L")) {
      return Optional.of(new DaySpecial.Last(weekday(item, item.substring(0, item.length() - 1))));
    }
    return Optional.empty();
  }

  private static DayOfWeek weekday(String item, String text) {
    if (text.isEmpty()) {
      throw CronFieldParser.bad(
          CronUnit.DAY_OF_WEEK, item, "it needs a day before it, such as 5L for the last Friday");
    }
    int value =
        CronFieldParser.value(CronUnit.DAY_OF_WEEK, text)
            .orElseThrow(
                () ->
                    CronFieldParser.bad(
                        CronUnit.DAY_OF_WEEK,
                        item,
                        "before L or # it must be " + CronUnit.DAY_OF_WEEK.range()));
    return DayOfWeek.of(value == 0 ? 7 : value);
  }
}
