package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.time.Instant;
import java.util.UUID;

/**
 * Pauses a schedule: what is due meanwhile is skipped.
 *
 * @param reason for people; null for none
 * @param until when it goes on by itself; null when somebody must resume it
 */
public record PauseSchedule(UUID id, String reason, Instant until) {
  public static final int MAX_REASON = 1000;

  public PauseSchedule {
    Checks.present(id, "id");
    Checks.optionalText(reason, "reason", MAX_REASON);
    Instants.require(until, "until");
  }
}
