package io.opsconductor.schedules.time;

import java.time.LocalDate;
import java.time.YearMonth;

/** Days that are told month by month. */
abstract class MonthDays implements DayRule {
  private static final int HORIZON_MONTHS = HORIZON_YEARS * 12;

  /** Whether the month counts at all; its days are asked for only then. */
  abstract boolean counts(YearMonth month);

  /** The days of that month as bits, of which bit 1 is the first. */
  abstract long daysOf(YearMonth month);

  @Override
  public long firstFrom(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    YearMonth month = YearMonth.from(date);
    long notBefore = -1L << date.getDayOfMonth();
    for (int i = 0; i <= HORIZON_MONTHS; i++) {
      if (counts(month)) {
        long days = daysOf(month) & notBefore;
        if (days != 0) {
          return month.atDay(Long.numberOfTrailingZeros(days)).toEpochDay();
        }
      }
      month = month.plusMonths(1);
      notBefore = -1L;
    }
    return NEVER;
  }

  /** All days of a month. */
  static long all(YearMonth month) {
    return (1L << (month.lengthOfMonth() + 1)) - 2;
  }
}
