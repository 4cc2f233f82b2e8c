package io.opsconductor.executions;

import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import java.util.List;

/** Exactly what an execution runs, kept with it for ever. */
record RunSpec(
    List<StepSpec> steps,
    List<ParameterSpec> parameters,
    StrategySpec strategy,
    int timeoutSeconds) {
  RunSpec {
    steps = List.copyOf(steps);
    parameters = List.copyOf(parameters);
  }
}
