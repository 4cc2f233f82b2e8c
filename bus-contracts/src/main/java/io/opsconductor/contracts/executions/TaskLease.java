package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/** Names a lease that a worker holds. */
public record TaskLease(UUID taskId, long fence) {
  public TaskLease {
    Checks.present(taskId, "taskId");
  }
}
