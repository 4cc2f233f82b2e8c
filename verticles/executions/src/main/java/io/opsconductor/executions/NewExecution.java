package io.opsconductor.executions;

import io.opsconductor.contracts.targets.TargetRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An execution to be made.
 *
 * @param parameters as they reach the target
 * @param permitted by the one who starts it
 * @param rerunOf the execution that it repeats; null for none
 */
record NewExecution(
    UUID id,
    UUID jobId,
    Integer jobVersion,
    String name,
    RunSpec spec,
    Map<String, String> parameters,
    ExecutionAccess.Permitted permitted,
    UUID rerunOf) {
  NewExecution {
    parameters = Map.copyOf(parameters);
  }

  List<TargetRef> targets() {
    return permitted.targets();
  }
}
