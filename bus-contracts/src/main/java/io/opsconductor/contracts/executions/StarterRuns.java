package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * What some users and service accounts of an organization started.
 *
 * @param organizationId theirs
 * @param starterIds at most 1,000
 */
public record StarterRuns(UUID organizationId, List<UUID> starterIds) {
  public StarterRuns {
    Checks.present(organizationId, "organizationId");
    starterIds = List.copyOf(Checks.present(starterIds, "starterIds"));
    Checks.range(starterIds.size(), "starterIds", 1, 1000);
  }
}
