package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Cancels what some users and service accounts of the caller's organization started.
 *
 * @param starterIds at most 1,000
 */
public record CancelRuns(List<UUID> starterIds) {
  public CancelRuns {
    starterIds = List.copyOf(Checks.present(starterIds, "starterIds"));
    Checks.range(starterIds.size(), "starterIds", 1, 1000);
  }
}
