package io.opsconductor.contracts.executions;

import java.util.List;

/** A part of the list of attempts, by step and attempt; {@code nextCursor} is absent at the end. */
public record AttemptPage(List<AttemptView> items, String nextCursor) {
  public AttemptPage {
    items = List.copyOf(items);
  }
}
