package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.Weekday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Recurring specifications, asked of each clock time. */
record OracleRecurring(ScheduleSpec.Recurring spec, List<LocalTime> times)
    implements OracleSpec.ByTheClock {

  OracleRecurring(ScheduleSpec.Recurring spec) {
    this(spec, spec.times().stream().map(LocalTime::parse).toList());
  }

  @Override
  public boolean matches(LocalDateTime local) {
    LocalDate date = local.toLocalDate();
    return times.contains(local.toLocalTime())
        && (spec.since() == null || !date.isBefore(spec.since()))
        && day(date);
  }

  private boolean day(LocalDate date) {
    return switch (spec.frequency()) {
      case DAILY ->
          spec.every() == 1 || ChronoUnit.DAYS.between(spec.since(), date) % spec.every() == 0;
      case WEEKLY ->
          named(date)
              && (spec.every() == 1
                  || ChronoUnit.DAYS.between(monday(spec.since()), monday(date)) / 7 % spec.every()
                      == 0);
      case MONTHLY -> counts(date) && ofMonth(date);
    };
  }

  private boolean counts(LocalDate date) {
    if (spec.every() == 1) {
      return true;
    }
    LocalDate month = spec.since().withDayOfMonth(1);
    while (month.isBefore(date.withDayOfMonth(1))) {
      month = month.plusMonths(spec.every());
    }
    return month.equals(date.withDayOfMonth(1));
  }

  private boolean ofMonth(LocalDate date) {
    if (spec.day() != null) {
      return date.getDayOfMonth() == (spec.day() == -1 ? date.lengthOfMonth() : spec.day());
    }
    if (!named(date)) {
      return false;
    }
    return spec.week() == -1
        ? date.getDayOfMonth() + 7 > date.lengthOfMonth()
        : (date.getDayOfMonth() + 6) / 7 == spec.week();
  }

  private boolean named(LocalDate date) {
    String name = date.getDayOfWeek().name().substring(0, 3);
    return spec.weekdays().contains(Weekday.valueOf(name));
  }

  private static LocalDate monday(LocalDate date) {
    LocalDate day = date;
    while (day.getDayOfWeek() != DayOfWeek.MONDAY) {
      day = day.minusDays(1);
    }
    return day;
  }
}
