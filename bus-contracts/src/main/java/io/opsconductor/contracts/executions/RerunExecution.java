package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * Runs the same version with the same parameters again, on some of the same targets, as a new
 * execution.
 */
public record RerunExecution(UUID id, RerunOnly only, Idempotency idempotency) {
  public RerunExecution {
    Checks.present(id, "id");
    only = only == null ? RerunOnly.FAILED : only;
  }
}
