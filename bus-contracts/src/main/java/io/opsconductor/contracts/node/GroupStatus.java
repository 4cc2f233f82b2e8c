package io.opsconductor.contracts.node;

import java.util.List;

/**
 * A group on a node.
 *
 * @param health {@code up} or {@code down}
 * @param inFlight requests in hand, over all its instances
 * @param queues what waits within it; none of a group that is down
 */
public record GroupStatus(
    String name, int instances, String health, int inFlight, List<QueueStatus> queues) {
  public GroupStatus {
    queues = queues == null ? List.of() : List.copyOf(queues);
  }
}
