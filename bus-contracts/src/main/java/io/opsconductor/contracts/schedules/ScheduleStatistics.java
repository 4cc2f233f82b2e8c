package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How a schedule did.
 *
 * @param lateness of runs of the last 30 days
 * @param medianDurationMs of executions of the last 30 days; absent when none has ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleStatistics(
    ScheduleCounts counts, List<LatenessBucket> lateness, Long medianDurationMs) {
  public ScheduleStatistics {
    lateness = List.copyOf(lateness);
  }
}
