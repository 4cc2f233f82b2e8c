package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.Set;

/**
 * Whole days.
 *
 * @param yearly days of each year; 29 February only of those that have it
 */
record DayWindow(Set<LocalDate> dates, Set<MonthDay> yearly) implements CalendarWindows.Window {
  private static final int YEARLY = "12-24".length();

  static DayWindow of(WindowSpec.Days spec, String pointer) {
    Set<LocalDate> dates = new HashSet<>();
    Set<MonthDay> yearly = new HashSet<>();
    for (int i = 0; i < spec.days().size(); i++) {
      String day = spec.days().get(i);
      try {
        if (day.length() == YEARLY) {
          yearly.add(MonthDay.parse("--" + day));
        } else {
          dates.add(LocalDate.parse(day));
        }
      } catch (DateTimeException e) {
        throw BadSchedule.at(pointer + "/days/" + i, "days has %s, which never is".formatted(day));
      }
    }
    return new DayWindow(Set.copyOf(dates), Set.copyOf(yearly));
  }

  @Override
  public boolean holds(Instant at, LocalDateTime local) {
    LocalDate date = local.toLocalDate();
    return dates.contains(date) || yearly.contains(MonthDay.from(date));
  }
}
