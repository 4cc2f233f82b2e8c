package io.opsconductor.contracts.users;

import java.util.List;

/**
 * What became of several users.
 *
 * @param preview true when nothing was done
 * @param items each of those that were selected, in the order of their ids
 * @param runs of {@code disable}, of all that are disabled then together; null in a preview
 */
public record BulkResult(
    boolean preview,
    int selected,
    int changed,
    int unchanged,
    int refused,
    List<BulkItem> items,
    RunsOfDisabled runs) {
  public BulkResult {
    items = List.copyOf(items);
  }

  /** Counts them. */
  public static BulkResult of(boolean preview, List<BulkItem> items) {
    return new BulkResult(
        preview,
        items.size(),
        count(items, BulkOutcome.CHANGED),
        count(items, BulkOutcome.UNCHANGED),
        count(items, BulkOutcome.REFUSED),
        items,
        null);
  }

  private static int count(List<BulkItem> items, BulkOutcome outcome) {
    return (int) items.stream().filter(item -> item.outcome() == outcome).count();
  }

  /** With what became of their executions. */
  public BulkResult with(RunsOfDisabled what) {
    return new BulkResult(preview, selected, changed, unchanged, refused, items, what);
  }
}
