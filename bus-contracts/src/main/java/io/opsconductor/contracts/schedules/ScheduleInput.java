package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.targets.TargetSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A schedule as written by a person.
 *
 * @param jobId what it runs, always in its version of that time
 * @param calendars names of calendars that it follows, at most 20; none when absent
 * @param jitter each run begins up to as much later than it is due, always as much for the same due
 *     time; at most 24 hours, none when absent
 * @param startAt nothing before is due; null for no such bound
 * @param endAt nothing from then on is due; null for no such bound
 * @param maxRuns how often it runs at most; null for no such bound
 * @param parameters of the job, by name
 * @param targets instead of the job's; the job's when absent
 * @param runAs a service account that it runs as; whoever saves it when absent
 * @param enabled true when absent
 */
public record ScheduleInput(
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
    Boolean enabled) {
  public static final int MAX_DESCRIPTION = 4096;
  public static final int MAX_CALENDARS = 20;

  public ScheduleInput {
    Checks.name(name, "name");
    Checks.optionalText(description, "description", MAX_DESCRIPTION);
    Checks.present(jobId, "jobId");
    Checks.present(spec, "spec");
    dst = dst == null ? DstSpec.standard() : dst;
    misfire = misfire == null ? MisfireSpec.standard() : misfire;
    overlap = overlap == null ? OverlapPolicy.SKIP : overlap;
    calendars = checkedCalendars(calendars);
    jitter = checkedJitter(jitter);
    Instants.require(startAt, "startAt");
    Instants.require(endAt, "endAt");
    if (startAt != null && endAt != null && !startAt.isBefore(endAt)) {
      throw Checks.invalid("endAt", "must be after startAt");
    }
    if (maxRuns != null) {
      Checks.range(maxRuns, "maxRuns", 1, Integer.MAX_VALUE);
    }
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    Checks.range(parameters.size(), "parameters", 0, 100);
    enabled = enabled == null || enabled;
  }

  static List<String> checkedCalendars(List<String> names) {
    if (names == null) {
      return List.of();
    }
    Checks.range(names.size(), "calendars", 0, MAX_CALENDARS);
    names.forEach(name -> Checks.name(name, "calendars"));
    return List.copyOf(new LinkedHashSet<>(names));
  }

  static Duration checkedJitter(Duration jitter) {
    if (jitter == null || jitter.isZero()) {
      return null;
    }
    Durations.require(jitter, "jitter", Duration.ofSeconds(1), Duration.ofDays(1));
    return jitter;
  }
}
