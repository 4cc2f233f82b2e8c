package io.opsconductor.contracts.schedules;

import java.util.List;

/**
 * What gets in the way of what.
 *
 * @param targets soonest first
 * @param hours soonest first
 * @param complete whether everything was looked at; false when there was too much
 */
public record Conflicts(List<TargetConflict> targets, List<BusyHour> hours, boolean complete) {
  public Conflicts {
    targets = List.copyOf(targets);
    hours = List.copyOf(hours);
  }
}
