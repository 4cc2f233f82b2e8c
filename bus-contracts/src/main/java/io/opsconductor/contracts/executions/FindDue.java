package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * Asks which due times are executions, of any organization.
 *
 * @param due 1 to 500
 */
public record FindDue(List<ExecutionTrigger> due) {
  public FindDue {
    due = List.copyOf(Checks.present(due, "due"));
    Checks.range(due.size(), "due", 1, StartDue.MOST);
  }
}
