package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;

/** A worker node renews its leases. */
public record Heartbeat(String nodeId, String epoch, List<TaskLease> leases) {
  public Heartbeat {
    Checks.present(nodeId, "nodeId");
    Checks.present(epoch, "epoch");
    leases = List.copyOf(Checks.present(leases, "leases"));
  }
}
