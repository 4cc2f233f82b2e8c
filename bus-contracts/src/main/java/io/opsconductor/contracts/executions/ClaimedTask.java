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
 * @param attempt of the task, counted from 1; an adopted attempt keeps its number
 * @param environment parameters, as they reach the target
 * @param connection how to reach the target, as of now; its {@code organizationId} is the
 *     execution's
 * @param firstStep where to begin: the steps before it are done; 0 when absent
 * @param adopt what is under way already; null when nothing is
 * @param cancel whether it is given only to be stopped; false when absent
 */
public record ClaimedTask(
    UUID taskId,
    UUID executionId,
    long fence,
    long leaseMs,
    int attempt,
    List<StepSpec> steps,
    Map<String, String> environment,
    TargetConnection connection,
    Integer firstStep,
    Adoption adopt,
    Boolean cancel) {
  public ClaimedTask {
    firstStep = firstStep == null ? 0 : firstStep;
    cancel = cancel != null && cancel;
    steps = List.copyOf(steps);
    environment = Map.copyOf(environment);
  }
}
