package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Decides about a task that waits for a person. */
public record ResolveTask(UUID executionId, UUID taskId, ResolveAs as) {
  public ResolveTask {
    Checks.present(executionId, "executionId");
    Checks.present(taskId, "taskId");
    Checks.present(as, "as");
  }
}
