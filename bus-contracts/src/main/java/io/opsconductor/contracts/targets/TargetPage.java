package io.opsconductor.contracts.targets;

import java.util.List;

/** A part of the list of targets; {@code nextCursor} is absent at the end. */
public record TargetPage(List<TargetView> items, String nextCursor) {
  public TargetPage {
    items = List.copyOf(items);
  }
}
