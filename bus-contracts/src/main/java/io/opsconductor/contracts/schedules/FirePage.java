package io.opsconductor.contracts.schedules;

import java.util.List;

/** Due times of a schedule, newest first. */
public record FirePage(List<FireView> items, String nextCursor) {
  public FirePage {
    items = List.copyOf(items);
  }
}
