package io.opsconductor.contracts.schedules;

import java.util.List;

/**
 * What became of several schedules.
 *
 * @param preview true when nothing was done
 * @param items each of those that were selected, by name
 */
public record ScheduleBulkResult(
    boolean preview,
    int selected,
    int changed,
    int unchanged,
    int refused,
    List<ScheduleBulkItem> items) {
  public ScheduleBulkResult {
    items = List.copyOf(items);
  }

  /** Counts them. */
  public static ScheduleBulkResult of(boolean preview, List<ScheduleBulkItem> items) {
    return new ScheduleBulkResult(
        preview,
        items.size(),
        count(items, ScheduleBulkOutcome.CHANGED),
        count(items, ScheduleBulkOutcome.UNCHANGED),
        count(items, ScheduleBulkOutcome.REFUSED),
        items);
  }

  private static int count(List<ScheduleBulkItem> items, ScheduleBulkOutcome outcome) {
    return (int) items.stream().filter(item -> item.outcome() == outcome).count();
  }
}
