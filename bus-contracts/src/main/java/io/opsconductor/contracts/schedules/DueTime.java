package io.opsconductor.contracts.schedules;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * When something is due.
 *
 * @param at in UTC
 * @param local what the clock shows then in the zone of the schedule
 * @param offset of that clock from UTC, such as {@code +02:00}
 */
public record DueTime(Instant at, LocalDateTime local, String offset, List<DueNote> notes) {
  public DueTime {
    notes = List.copyOf(notes);
  }
}
