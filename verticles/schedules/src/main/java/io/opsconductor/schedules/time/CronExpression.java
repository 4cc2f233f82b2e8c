package io.opsconductor.schedules.time;

import java.time.YearMonth;

/** A cron expression that has been read. */
record CronExpression(
    CronField second,
    CronField minute,
    CronField hour,
    CronField dayOfMonth,
    CronField month,
    CronField dayOfWeek) {

  LocalTimes localTimes() {
    return new LocalTimes(
        new Days(this), new ClockFields(hour.bits(), minute.bits(), second.bits()));
  }

  /** Whether one of the two fields of days is enough, as in the cron of Vixie. */
  boolean eitherDay() {
    return !dayOfMonth.star() && !dayOfWeek.star();
  }

  /** Whether it counts hours that pass and not those of the clock. */
  boolean everyHour() {
    return hour.every();
  }

  /** Whether it counts minutes that pass when the clock goes back. */
  boolean everySoManyMinutes() {
    return minute.sweeping();
  }

  private static final class Days extends MonthDays {
    private final CronExpression cron;

    Days(CronExpression cron) {
      this.cron = cron;
    }

    @Override
    boolean counts(YearMonth month) {
      return cron.month.has(month.getMonthValue());
    }

    @Override
    long daysOf(YearMonth month) {
      long ofMonth = cron.dayOfMonth.daysOf(month);
      long ofWeek = cron.dayOfWeek.daysOf(month);
      return cron.eitherDay() ? ofMonth | ofWeek : ofMonth & ofWeek;
    }
  }
}
