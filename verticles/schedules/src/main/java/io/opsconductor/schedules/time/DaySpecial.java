package io.opsconductor.schedules.time;

import java.time.DayOfWeek;
import java.time.YearMonth;

/** Days of a month that its length or its weekdays decide. Day 0 stands for none. */
sealed interface DaySpecial {

  int dayIn(YearMonth month);

  /** {@code L} and {@code L-n}: that many days before the last one. */
  record BeforeLast(int days) implements DaySpecial {
    @Override
    public int dayIn(YearMonth month) {
      return Math.max(0, month.lengthOfMonth() - days);
    }
  }

  /** {@code LW}: the last day from Monday to Friday. */
  record LastWorkday() implements DaySpecial {
    @Override
    public int dayIn(YearMonth month) {
      int last = month.lengthOfMonth();
      return last - Math.max(0, month.atDay(last).getDayOfWeek().getValue() - 5);
    }
  }

  /** {@code nW}: the day from Monday to Friday that is nearest to a day, in the same month. */
  record NearestWorkday(int day) implements DaySpecial {
    @Override
    public int dayIn(YearMonth month) {
      if (day > month.lengthOfMonth()) {
        return 0;
      }
      return switch (month.atDay(day).getDayOfWeek()) {
        case SATURDAY -> day == 1 ? 3 : day - 1;
        case SUNDAY -> day == month.lengthOfMonth() ? day - 2 : day + 1;
        case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
      };
    }
  }

  /** {@code 5#2}: the second Friday; none in months with fewer. */
  record Nth(DayOfWeek weekday, int nth) implements DaySpecial {
    @Override
    public int dayIn(YearMonth month) {
      int ahead = Math.floorMod(weekday.getValue() - month.atDay(1).getDayOfWeek().getValue(), 7);
      int day = 1 + ahead + 7 * (nth - 1);
      return day > month.lengthOfMonth() ? 0 : day;
    }
  }

  /** {@code 5L}: the last Friday. */
  record Last(DayOfWeek weekday) implements DaySpecial {
    @Override
    public int dayIn(YearMonth month) {
      int last = month.lengthOfMonth();
      int back = Math.floorMod(month.atDay(last).getDayOfWeek().getValue() - weekday.getValue(), 7);
      return last - back;
    }
  }
}
