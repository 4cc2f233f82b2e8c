package io.opsconductor.contracts.node;

import java.time.Instant;
import java.util.List;

/**
 * A node as it sees itself.
 *
 * @param epoch changes with each start of the process
 * @param state {@code ready}, {@code starting} or {@code draining}
 */
public record NodeStatus(
    String id,
    String epoch,
    String state,
    String version,
    Instant startedAt,
    List<GroupStatus> groups) {
  public NodeStatus {
    groups = List.copyOf(groups);
  }
}
