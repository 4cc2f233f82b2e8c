package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.UUID;

/**
 * Schedules of the caller's organization: either these, or those that a selector matches.
 *
 * @param ids at most 1,000; null with a selector
 * @param selector null with ids
 */
public record ScheduleSelection(List<UUID> ids, String selector) {
  /** How many there may be in one request, named or matched. */
  public static final int MOST = 1000;

  public ScheduleSelection {
    if ((ids == null) == (selector == null)) {
      throw Checks.invalid("select", "needs either ids or a selector");
    }
    if (ids != null) {
      Checks.range(ids.size(), "ids", 1, MOST);
      ids = List.copyOf(ids);
    } else {
      Checks.text(selector, "selector", 4096);
    }
  }
}
