package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/** Asks how to reach targets now, of any organization. */
public record GetConnections(List<UUID> targetIds) {
  public GetConnections {
    targetIds = List.copyOf(Checks.present(targetIds, "targetIds"));
  }
}
