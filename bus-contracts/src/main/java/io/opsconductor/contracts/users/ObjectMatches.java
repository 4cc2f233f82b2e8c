package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * Which of the asked an object is one of, in their order.
 *
 * @param exists whether there is such an object in the organization
 * @param matches of those that allow
 * @param denied of those that deny; null from a release before
 * @param ownerId of an execution who started it; else null
 */
public record ObjectMatches(
    boolean exists, List<Boolean> matches, List<Boolean> denied, UUID ownerId) {
  public ObjectMatches {
    matches = List.copyOf(matches);
    denied = denied == null ? List.of() : List.copyOf(denied);
  }
}
