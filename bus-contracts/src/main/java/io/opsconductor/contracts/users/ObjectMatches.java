package io.opsconductor.contracts.users;

import java.util.List;
import java.util.UUID;

/**
 * Which of the asked an object is one of, in their order.
 *
 * @param exists whether there is such an object in the organization
 * @param ownerId of an execution who started it; else null
 */
public record ObjectMatches(boolean exists, List<Boolean> matches, UUID ownerId) {
  public ObjectMatches {
    matches = List.copyOf(matches);
  }
}
