package io.opsconductor.contracts.executions;

import java.util.List;

/** A part of the list of executions, newest first; {@code nextCursor} is absent at the end. */
public record ExecutionPage(List<ExecutionView> items, String nextCursor) {
  public ExecutionPage {
    items = List.copyOf(items);
  }
}
