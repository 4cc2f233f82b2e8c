package io.opsconductor.contracts.executions;

import java.util.List;
import java.util.UUID;

/**
 * Which executions have ended.
 *
 * @param unknown those that are not there
 */
public record ExecutionEnds(List<ExecutionEnd> ended, List<UUID> unknown) {
  public ExecutionEnds {
    ended = List.copyOf(ended);
    unknown = List.copyOf(unknown);
  }
}
