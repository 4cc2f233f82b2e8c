package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Asks how to reach targets now.
 *
 * @param organizationId whose targets; others are not there
 */
public record GetConnections(UUID organizationId, List<UUID> targetIds) {
  public GetConnections {
    Checks.present(organizationId, "organizationId");
    targetIds = List.copyOf(Checks.present(targetIds, "targetIds"));
  }
}
