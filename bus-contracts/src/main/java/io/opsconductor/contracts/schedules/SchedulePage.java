package io.opsconductor.contracts.schedules;

import java.util.List;

/** Schedules by name. */
public record SchedulePage(List<ScheduleView> items, String nextCursor) {
  public SchedulePage {
    items = List.copyOf(items);
  }
}
