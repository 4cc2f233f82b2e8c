package io.opsconductor.contracts.executions;

import java.util.List;

/**
 * Groups of targets with the same outcome and output, largest first.
 *
 * @param groups at most 100
 * @param moreGroups how many are not shown
 */
public record ExecutionSummary(List<OutputGroup> groups, int moreGroups) {
  public ExecutionSummary {
    groups = List.copyOf(groups);
  }
}
