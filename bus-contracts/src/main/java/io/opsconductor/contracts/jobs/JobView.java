package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.targets.TargetSelection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One version of a job, as shown.
 *
 * @param createdAt when the job was first saved
 * @param updatedAt when this version was saved
 * @param updatedBy user name
 */
public record JobView(
    UUID id,
    int version,
    String name,
    String description,
    List<StepSpec> steps,
    TargetSelection targets,
    List<ParameterSpec> parameters,
    StrategySpec strategy,
    int timeoutSeconds,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {
  public JobView {
    steps = List.copyOf(steps);
    parameters = List.copyOf(parameters);
  }
}
