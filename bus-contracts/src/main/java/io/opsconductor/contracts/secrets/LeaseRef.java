package io.opsconductor.contracts.secrets;

import io.opsconductor.contracts.Checks;
import java.util.UUID;

/**
 * A lease that a worker claims to hold.
 *
 * @param issuer the service that gave it: {@code executions} for a task, {@code targets} for a
 *     connection test
 * @param id of the task or of the connection test
 * @param fence fencing token of the lease
 * @param nodeId node that holds it
 */
public record LeaseRef(String issuer, UUID id, long fence, String nodeId) {
  public LeaseRef {
    Checks.present(issuer, "issuer");
    Checks.present(id, "id");
    Checks.present(nodeId, "nodeId");
  }
}
