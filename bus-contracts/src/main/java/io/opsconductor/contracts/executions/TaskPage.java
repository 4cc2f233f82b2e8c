package io.opsconductor.contracts.executions;

import java.util.List;

/**
 * A part of the list of tasks, in the order of the targets; {@code nextCursor} is absent at the
 * end.
 */
public record TaskPage(List<TaskView> items, String nextCursor) {
  public TaskPage {
    items = List.copyOf(items);
  }
}
