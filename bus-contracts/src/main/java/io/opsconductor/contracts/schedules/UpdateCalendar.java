package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Replaces a calendar.
 *
 * @param expectedVersion the version that was edited; null to replace whatever is there
 */
public record UpdateCalendar(UUID id, CalendarInput calendar, Integer expectedVersion) {
  public UpdateCalendar {
    Checks.present(id, "id");
    Checks.present(calendar, "calendar");
  }
}
