package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.targets.TargetSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A schedule as shown.
 *
 * @param version counts its changes, from 1
 * @param runAs a service account named to run as; absent when it runs as whoever saved it
 * @param owner who made it
 * @param identity whom it runs as
 * @param words when it is due, for people
 * @param health with {@code problem} as its reason
 * @param problem what keeps it from running or doing well; absent when nothing does
 * @param pause absent when it is not paused
 * @param nextDueAt absent when nothing is due any more; a paused one tells when it would be
 * @param lastFire absent before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleView(
    UUID id,
    int version,
    String name,
    String description,
    UUID jobId,
    ScheduleSpec spec,
    DstSpec dst,
    MisfireSpec misfire,
    OverlapPolicy overlap,
    List<String> calendars,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Duration jitter,
    Instant startAt,
    Instant endAt,
    Integer maxRuns,
    Map<String, JsonNode> parameters,
    TargetSelection targets,
    UUID runAs,
    boolean enabled,
    String owner,
    ScheduleIdentity identity,
    String words,
    ScheduleHealth health,
    String problem,
    SchedulePause pause,
    Instant nextDueAt,
    FireView lastFire,
    ScheduleCounts counts,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {
  public ScheduleView {
    calendars = List.copyOf(calendars);
    parameters = Map.copyOf(parameters);
  }
}
