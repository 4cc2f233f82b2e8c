package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.GapPolicy;
import java.time.zone.ZoneOffsetTransition;

/** What becomes of clock times that a change of the clock leaves out or shows twice. */
record ClockChanges(GapPolicy gap, FoldPolicy overlap) {

  /** By the clock, as the schedule says. */
  static ClockChanges of(DstSpec dst) {
    return new ClockChanges(dst.gap(), dst.overlap());
  }

  /**
   * A schedule of every hour runs in real time: as often as hours pass. One of every so many
   * minutes within some hours, that is, with minutes such as {@code *}, {@code 0/15} or {@code
   * 0-59}, does so only when the clock goes back.
   */
  static ClockChanges of(DstSpec dst, CronExpression cron) {
    if (cron.everyHour()) {
      return new ClockChanges(GapPolicy.SKIP, FoldPolicy.BOTH);
    }
    return new ClockChanges(dst.gap(), cron.everySoManyMinutes() ? FoldPolicy.BOTH : dst.overlap());
  }

  boolean makesUp() {
    return gap != GapPolicy.SKIP;
  }

  boolean keepsDistance() {
    return gap == GapPolicy.SHIFT;
  }

  /** Whether the earlier of two instants counts, at a change that shows clock times twice. */
  boolean passesFirst(ZoneOffsetTransition change) {
    return change == null || !change.isOverlap() || overlap != FoldPolicy.SECOND;
  }

  /** Whether the later of two instants counts. */
  boolean passesSecond(ZoneOffsetTransition change) {
    return change == null || !change.isOverlap() || overlap != FoldPolicy.FIRST;
  }
}
