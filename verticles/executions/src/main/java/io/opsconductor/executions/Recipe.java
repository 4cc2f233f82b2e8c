package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionState;
import java.util.Map;
import java.util.UUID;

/**
 * What an execution runs, as stored.
 *
 * @param parameters as they reach the target
 */
record Recipe(
    UUID executionId,
    UUID organizationId,
    ExecutionState state,
    UUID jobId,
    Integer jobVersion,
    String name,
    RunSpec spec,
    Map<String, String> parameters) {
  Recipe {
    parameters = Map.copyOf(parameters);
  }
}
