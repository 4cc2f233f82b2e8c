package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.time.Instant;

/**
 * Does the same to several schedules.
 *
 * @param reason and {@code until} of {@code pause} only
 * @param preview true to be told what would happen, while nothing does
 * @param expect how many schedules are to be changed: when it would be another number, none is. May
 *     be absent for a preview, and with ids
 */
public record BulkSchedules(
    ScheduleBulkAction action,
    ScheduleSelection select,
    String reason,
    Instant until,
    Boolean preview,
    Integer expect) {
  public BulkSchedules {
    Checks.present(action, "action");
    Checks.present(select, "select");
    Checks.optionalText(reason, "reason", PauseSchedule.MAX_REASON);
    Instants.require(until, "until");
    if ((reason != null || until != null) && action != ScheduleBulkAction.PAUSE) {
      throw Checks.invalid("reason", "and until go only with pause");
    }
    if (expect == null && select.selector() != null && !Boolean.TRUE.equals(preview)) {
      throw Checks.invalid(
          "expect",
          "is missing: with a selector say how many schedules a preview said would be changed");
    }
    if (expect != null) {
      Checks.range(expect, "expect", 0, ScheduleSelection.MOST);
    }
  }

  /** Whether nothing is to happen. */
  public boolean asPreview() {
    return Boolean.TRUE.equals(preview);
  }
}
