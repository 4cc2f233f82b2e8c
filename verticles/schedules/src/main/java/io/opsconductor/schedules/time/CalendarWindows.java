package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The windows of one calendar. */
record CalendarWindows(String name, ZoneId zone, List<Window> windows) {

  /** Whether a time is within. */
  interface Window {
    /**
     * @param local what the clock shows at that time
     */
    boolean holds(Instant at, LocalDateTime local);
  }

  static CalendarWindows of(CalendarInput calendar) {
    ZoneId zone = Zones.require(calendar.zone(), "/zone");
    List<Window> windows = new ArrayList<>();
    for (WindowSpec spec : calendar.windows()) {
      windows.add(
          switch (spec) {
            case WindowSpec.Absolute absolute -> AbsoluteWindow.of(absolute, zone);
            case WindowSpec.Weekly weekly -> WeeklyWindow.of(weekly);
            case WindowSpec.Days days -> DayWindow.of(days, "/windows/" + windows.size());
          });
    }
    return new CalendarWindows(calendar.name(), zone, List.copyOf(windows));
  }

  boolean holds(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    for (Window window : windows) {
      if (window.holds(at, local)) {
        return true;
      }
    }
    return false;
  }
}
