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
 * @param lookOnly true to be told only whether it is an execution already: one that is not is
 *     {@code refused} with the code {@code due_time_over}, and nothing begins; null for no
 */
public record DueRun(
    UUID scheduleId,
    Instant dueAt,
    UUID jobId,
    Map<String, JsonNode> parameters,
    TargetSelection targets,
    OverlapPolicy overlap,
    Boolean lookOnly) {
  /** One that is to begin. */
  public DueRun(
      UUID scheduleId,
      Instant dueAt,
      UUID jobId,
      Map<String, JsonNode> parameters,
      TargetSelection targets,
      OverlapPolicy overlap) {
    this(scheduleId, dueAt, jobId, parameters, targets, overlap, null);
  }

  public DueRun {
    Checks.present(scheduleId, "scheduleId");
    Checks.present(dueAt, "dueAt");
    Checks.present(jobId, "jobId");
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    Checks.present(overlap, "overlap");
  }

  /** Whether nothing is to begin. */
  public boolean asLook() {
    return Boolean.TRUE.equals(lookOnly);
  }
}
