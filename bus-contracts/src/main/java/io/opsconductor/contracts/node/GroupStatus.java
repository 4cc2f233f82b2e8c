package io.opsconductor.contracts.node;

/**
 * A group on a node.
 *
 * @param health {@code up} or {@code down}
 * @param inFlight requests in hand, over all its instances
 */
public record GroupStatus(String name, int instances, String health, int inFlight) {}
