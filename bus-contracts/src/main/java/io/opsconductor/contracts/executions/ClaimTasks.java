package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;

/**
 * A worker node asks for work.
 *
 * @param nodeId and {@code epoch} name the process that will hold the leases
 * @param slots how many tasks it can take now
 */
public record ClaimTasks(String nodeId, String epoch, int slots) {
  public ClaimTasks {
    Checks.present(nodeId, "nodeId");
    Checks.present(epoch, "epoch");
    Checks.range(slots, "slots", 1, 1000);
  }
}
