package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.targets.TargetSelection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run that a schedule asks for. Schedule and due time name it: it becomes one execution, however
 * often it is asked for.
 *
 * @param parameters values by name
 * @param targets instead of the job's; null for the job's
 */
public record DueRun(
    UUID scheduleId,
    Instant dueAt,
    UUID jobId,
    Map<String, JsonNode> parameters,
    TargetSelection targets,
    OverlapPolicy overlap) {
  public DueRun {
    Checks.present(scheduleId, "scheduleId");
    Checks.present(dueAt, "dueAt");
    Checks.present(jobId, "jobId");
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    Checks.present(overlap, "overlap");
  }
}
