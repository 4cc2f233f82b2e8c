package io.opsconductor.contracts.executions;

import java.util.List;
import java.util.UUID;

/**
 * What became of the leases.
 *
 * @param leaseMs how long the renewed ones last from when the request was sent
 * @param renewed tasks whose lease goes on
 * @param lost tasks whose lease is held by another now, or has ended: write nothing more
 * @param cancel tasks, among the renewed, that are to be stopped
 */
public record HeartbeatReply(long leaseMs, List<UUID> renewed, List<UUID> lost, List<UUID> cancel) {
  public HeartbeatReply {
    renewed = List.copyOf(renewed);
    lost = List.copyOf(lost);
    cancel = List.copyOf(cancel);
  }
}
