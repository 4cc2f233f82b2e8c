package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Replaces a schedule.
 *
 * @param expectedVersion the version that was edited; null to replace whatever is there
 */
public record UpdateSchedule(UUID id, ScheduleInput schedule, Integer expectedVersion) {
  public UpdateSchedule {
    Checks.present(id, "id");
    Checks.present(schedule, "schedule");
  }
}
