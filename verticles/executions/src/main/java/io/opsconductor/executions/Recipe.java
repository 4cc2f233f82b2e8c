package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionState;
import java.util.Map;
import java.util.UUID;

/**
 * What an execution runs, as stored.
 *
 * @param parameters as they reach the target
 * @param ownTargets whether it runs a job on other targets than the job's
 */
record Recipe(
    UUID executionId,
    UUID organizationId,
    ExecutionState state,
    UUID jobId,
    Integer jobVersion,
    String name,
    RunSpec spec,
    Map<String, String> parameters,
    boolean ownTargets) {
  Recipe {
    parameters = Map.copyOf(parameters);
  }

  /** The job through which its targets are permitted; null when they are not the job's. */
  UUID jobOfTargets() {
    return ownTargets ? null : jobId;
  }
}
