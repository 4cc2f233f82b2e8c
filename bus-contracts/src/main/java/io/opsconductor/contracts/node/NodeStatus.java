package io.opsconductor.contracts.node;

import java.time.Instant;
import java.util.List;

/**
 * A node as it sees itself.
 *
 * @param epoch changes with each start of the process
 * @param state {@code ready}, {@code starting} or {@code draining}
 * @param breakers its circuit breakers that are not closed
 */
public record NodeStatus(
    String id,
    String epoch,
    String state,
    String version,
    Instant startedAt,
    List<GroupStatus> groups,
    List<BreakerStatus> breakers) {
  public NodeStatus {
    groups = List.copyOf(groups);
    breakers = breakers == null ? List.of() : List.copyOf(breakers);
  }
}
