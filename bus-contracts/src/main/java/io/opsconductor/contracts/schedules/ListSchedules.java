package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.PageRequest;
import java.util.UUID;

/**
 * Asks for schedules by name. All conditions must hold; null for any.
 *
 * @param name the one of that name
 * @param selector for example {@code name~night* and zone=Europe/Berlin}
 */
public record ListSchedules(
    PageRequest page, String name, UUID jobId, ScheduleHealth health, String selector) {
  public ListSchedules {
    page = page == null ? PageRequest.first() : page;
    if (selector != null) {
      Checks.text(selector, "selector", 4096);
    }
  }
}
