package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.targets.TargetSelection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One version of a job, as shown.
 *
 * @param output how much of the output is kept; absent when all is
 * @param retention how long the log is kept; absent when it is as configured
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
    OutputSpec output,
    RetentionSpec retention,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {
  public JobView {
    steps = List.copyOf(steps);
    parameters = List.copyOf(parameters);
  }

  /** One whose output is kept whole, as long as is configured. */
  public JobView(
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
    this(
        id,
        version,
        name,
        description,
        steps,
        targets,
        parameters,
        strategy,
        timeoutSeconds,
        null,
        null,
        createdAt,
        updatedAt,
        updatedBy);
  }
}
