package io.opsconductor.contracts.executions;

import java.util.List;

/** Which of the asked due times are executions, in no order. */
public record DueExecutions(List<DueExecution> items) {
  public DueExecutions {
    items = List.copyOf(items);
  }
}
