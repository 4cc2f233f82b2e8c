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
 */
record RunOrder(
    UUID jobId,
    Map<String, JsonNode> parameters,
    TargetSelection targets,
    OverlapPolicy overlap,
    UUID runAs,
    String runAsName,
    boolean ask) {
  static RunOrder of(ScheduleInput definition, Identity identity) {
    return new RunOrder(
        definition.jobId(),
        definition.parameters(),
        definition.targets(),
        definition.overlap(),
        identity.id(),
        identity.name(),
        definition.misfire().ask());
  }

  DueRun due(UUID scheduleId, Instant dueAt) {
    return new DueRun(scheduleId, dueAt, jobId, parameters, targets, overlap);
  }
}
