package io.opsconductor.schedules;

import java.time.Duration;

/**
 * A due time that is asked for again later.
 *
 * @param surelyNone whether nothing that was asked can make it an execution any more
 * @param detail what it waits for
 */
record Postponed(Starting fire, Duration pause, boolean surelyNone, String detail) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** After a pause that grows with each try. */
  static Postponed later(Starting fire, boolean surelyNone, String detail) {
    Duration pause = Duration.ofSeconds(1L << Math.min(fire.tries(), 4));
    return new Postponed(
        fire, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, surelyNone, detail);
  }

  /** Until nothing that was asked can have an effect. */
  static Postponed untilSure(Starting fire, String detail) {
    return new Postponed(fire, Starting.LEASE, false, detail);
  }
}
