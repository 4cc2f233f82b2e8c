package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Executions, of any organization.
 *
 * @param ids at most 1,000
 */
public record ExecutionIds(List<UUID> ids) {
  public ExecutionIds {
    ids = List.copyOf(Checks.present(ids, "ids"));
    Checks.range(ids.size(), "ids", 0, 1000);
  }
}
