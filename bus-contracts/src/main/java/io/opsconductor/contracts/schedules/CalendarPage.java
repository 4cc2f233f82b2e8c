package io.opsconductor.contracts.schedules;

import java.util.List;

/** Calendars by name. */
public record CalendarPage(List<CalendarView> items, String nextCursor) {
  public CalendarPage {
    items = List.copyOf(items);
  }
}
