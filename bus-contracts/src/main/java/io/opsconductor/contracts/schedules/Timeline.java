package io.opsconductor.contracts.schedules;

import java.util.List;

/**
 * Everything due or done in a stretch of time.
 *
 * @param items by the first due time of each schedule
 * @param complete whether all schedules are in it; false when there are more than 1,000
 */
public record Timeline(List<TimelineEntry> items, boolean complete) {
  public Timeline {
    items = List.copyOf(items);
  }
}
