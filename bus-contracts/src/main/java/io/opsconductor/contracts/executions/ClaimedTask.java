package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.targets.TargetConnection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A task and the lease on it.
 *
 * @param fence of the lease; every later word about the task carries it
 * @param leaseMs how long the lease lasts from now; it is renewed by heartbeats
 * @param environment parameters, as they reach the target
 * @param connection how to reach the target, as of now; its {@code organizationId} is the
 *     execution's
 */
public record ClaimedTask(
    UUID taskId,
    UUID executionId,
    long fence,
    long leaseMs,
    int attempt,
    List<StepSpec> steps,
    Map<String, String> environment,
    TargetConnection connection) {
  public ClaimedTask {
    steps = List.copyOf(steps);
    environment = Map.copyOf(environment);
  }
}
