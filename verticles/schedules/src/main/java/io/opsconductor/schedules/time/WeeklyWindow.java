package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.Weekday;
import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * A part of days of the week.
 *
 * @param weekdays on which it begins
 * @param to in nanoseconds since the midnight before {@code from}; on the next day when it is not
 *     less than that of a day
 */
record WeeklyWindow(Set<DayOfWeek> weekdays, long from, long to) implements CalendarWindows.Window {
  private static final long DAY = 86_400_000_000_000L;

  static WeeklyWindow of(WindowSpec.Weekly spec) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (Weekday weekday : spec.weekdays()) {
      weekdays.add(RecurringDays.dayOfWeek(weekday));
    }
    if (weekdays.isEmpty()) {
      weekdays = EnumSet.allOf(DayOfWeek.class);
    }
    long from = LocalTime.parse(spec.from()).toNanoOfDay();
    long to = "24:00".equals(spec.to()) ? DAY : LocalTime.parse(spec.to()).toNanoOfDay();
    return new WeeklyWindow(Set.copyOf(weekdays), from, to <= from ? to + DAY : to);
  }

  @Override
  public boolean holds(Instant at, LocalDateTime local) {
    long time = local.toLocalTime().toNanoOfDay();
    DayOfWeek today = local.getDayOfWeek();
    return (weekdays.contains(today) && time >= from && time < to)
        || (weekdays.contains(today.minus(1)) && time + DAY < to);
  }
}
