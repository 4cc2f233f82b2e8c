package io.opsconductor.schedules.time;

import java.time.YearMonth;
import java.util.List;

/**
 * One field of a cron expression.
 *
 * @param text as written
 * @param bits its plain values; Sunday is 0
 * @param star whether it is {@code ?} or begins with {@code *}, so that it does not restrict days
 * @param sweeping whether one of its items goes from the least to the greatest value, by any step
 * @param specials days that each month decides
 */
record CronField(
    CronUnit unit,
    String text,
    long bits,
    boolean star,
    boolean sweeping,
    List<DaySpecial> specials) {

  CronField {
    specials = List.copyOf(specials);
  }

  boolean has(int value) {
    return (bits & (1L << value)) != 0;
  }

  /** Whether it is every value. */
  boolean every() {
    return Long.bitCount(bits) == unit.count();
  }

  /** Of a field of days: those of that month as bits, of which bit 1 is the first. */
  long daysOf(YearMonth month) {
    long days = unit == CronUnit.DAY_OF_WEEK ? ofWeek(month) : bits & MonthDays.all(month);
    for (DaySpecial special : specials) {
      days |= 1L << special.dayIn(month);
    }
    return days & ~1L;
  }

  private long ofWeek(YearMonth month) {
    int first = month.atDay(1).getDayOfWeek().getValue() % 7;
    long week = ((bits | (bits << 7)) >> first) & 0x7f;
    long days = week | (week << 7) | (week << 14) | (week << 21) | (week << 28);
    return (days << 1) & MonthDays.all(month);
  }
}
