package io.opsconductor.contracts.schedules;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two schedules whose jobs are expected to touch the same targets at the same time.
 *
 * @param at when the later of the two begins
 * @param times how often that is so within the stretch of time that was asked about
 * @param targets names of targets that both touch, at most 20
 * @param targetCount how many they are
 */
public record TargetConflict(
    Instant at,
    int times,
    UUID scheduleId,
    String name,
    UUID otherScheduleId,
    String otherName,
    List<String> targets,
    int targetCount) {
  public TargetConflict {
    targets = List.copyOf(targets);
  }
}
