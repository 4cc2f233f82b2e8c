package io.opsconductor.contracts.executions;

import java.util.List;

/** What became of runs that schedules ask for, in the order in which they were asked for. */
public record DueOutcomes(List<DueOutcome> items) {
  public DueOutcomes {
    items = List.copyOf(items);
  }
}
