package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.opsconductor.contracts.jobs.OutputSpec;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.RetentionSpec;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import java.util.List;
import java.util.Map;

/**
 * Exactly what an execution runs: it never changes, whatever becomes of its job.
 *
 * @param parameters as the job defines them
 * @param values name to text, as they reach the targets
 * @param timeoutSeconds of the whole, from when it was asked for
 * @param output how much of the output is kept; absent when all is
 * @param retention how long the log is kept; absent when it is as configured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionDefinition(
    List<StepSpec> steps,
    List<ParameterSpec> parameters,
    Map<String, String> values,
    StrategySpec strategy,
    int timeoutSeconds,
    OutputSpec output,
    RetentionSpec retention) {
  public ExecutionDefinition {
    steps = List.copyOf(steps);
    parameters = List.copyOf(parameters);
    values = Map.copyOf(values);
  }
}
