package io.opsconductor.executions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.OutputSpec;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.RetentionSpec;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import java.util.List;

/**
 * Exactly what an execution runs, kept with it for ever.
 *
 * @param output null when all is kept
 * @param retention null when it is as configured
 */
record RunSpec(
    List<StepSpec> steps,
    List<ParameterSpec> parameters,
    StrategySpec strategy,
    int timeoutSeconds,
    OutputSpec output,
    RetentionSpec retention) {
  RunSpec {
    steps = List.copyOf(steps);
    parameters = List.copyOf(parameters);
  }

  static RunSpec of(JobView job) {
    return new RunSpec(
        job.steps(),
        job.parameters(),
        job.strategy(),
        job.timeoutSeconds(),
        job.output(),
        job.retention());
  }

  /** The same with another strategy. */
  RunSpec with(StrategySpec other) {
    return new RunSpec(steps, parameters, other, timeoutSeconds, output, retention);
  }

  /** How long the log is kept; null as configured. */
  @JsonIgnore
  Integer retentionDays() {
    return retention == null ? null : retention.days();
  }
}
