package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * Windows that schedules share by the name of the calendar.
 *
 * @param zone of the IANA database; UTC when absent
 * @param windows 1 to 200
 */
public record CalendarInput(
    String name, String description, CalendarKind kind, String zone, List<WindowSpec> windows) {
  private static final int MAX_DESCRIPTION = 4096;

  public CalendarInput {
    Checks.name(name, "name");
    Checks.optionalText(description, "description", MAX_DESCRIPTION);
    Checks.present(kind, "kind");
    zone = zone == null ? ScheduleSpec.UTC : Checks.text(zone, "zone", ScheduleSpec.MAX_ZONE);
    windows = List.copyOf(Checks.present(windows, "windows"));
    Checks.range(windows.size(), "windows", 1, 200);
  }
}
