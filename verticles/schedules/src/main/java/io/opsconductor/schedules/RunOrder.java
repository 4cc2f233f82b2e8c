package io.opsconductor.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.targets.TargetSelection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be run for a due time, as the schedule was when it became due.
 *
 * @param targets instead of the job's; null for the job's
 * @param ask whether somebody is asked about it when it is missed
 * @param limited whether there is a maximum of runs
 */
record RunOrder(
    UUID jobId,
    Map<String, JsonNode> parameters,
    TargetSelection targets,
    OverlapPolicy overlap,
    UUID runAs,
    String runAsName,
    boolean ask,
    boolean limited) {
  static RunOrder of(ScheduleInput definition, Identity identity) {
    return new RunOrder(
        definition.jobId(),
        definition.parameters(),
        definition.targets(),
        definition.overlap(),
        identity.id(),
        identity.name(),
        definition.misfire().ask(),
        definition.maxRuns() != null);
  }

  DueRun due(UUID scheduleId, Instant dueAt, boolean lookOnly) {
    return new DueRun(
        scheduleId, dueAt, jobId, parameters, targets, overlap, lookOnly ? true : null);
  }
}
