package io.opsconductor.contracts.node;

import java.time.Instant;

/**
 * What waits within a group.
 *
 * @param length how many wait now; of very many only the first {@value #MOST} are counted
 * @param capacity how many there may be at once; null for rows, of which there may be any number
 * @param oldestAt since when the oldest waits; null for an empty queue, and where nobody knows
 * @param shared whether all nodes with the group have this queue together, so that each of them
 *     tells of the same
 */
public record QueueStatus(
    String name, int length, Integer capacity, Instant oldestAt, boolean shared) {
  public static final int MOST = 100_000;

  /** Rows that all nodes take from. */
  public static QueueStatus shared(String name, int length, Instant oldestAt) {
    return new QueueStatus(name, length, null, oldestAt, true);
  }

  /** What this node alone has in hand. */
  public static QueueStatus own(String name, int length, int capacity) {
    return new QueueStatus(name, length, capacity, null, false);
  }
}
