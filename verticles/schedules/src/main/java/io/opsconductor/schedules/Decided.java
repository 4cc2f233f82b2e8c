package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import java.time.Instant;
import java.util.List;

/**
 * What was decided about the due times of one schedule.
 *
 * @param fires in the order in which they were due
 * @param nextDueAt null when nothing is due any more
 * @param nextFireAt null with it
 */
record Decided(Standing standing, List<Fire> fires, Instant nextDueAt, Instant nextFireAt) {
  Decided {
    fires = List.copyOf(fires);
  }

  /**
   * What becomes of one due time.
   *
   * @param state {@code starting}, {@code skipped} or {@code missed}
   * @param reason null when it is to start
   * @param detail null when it is to start
   * @param deadline when it is given up
   * @param asked whether somebody is to be asked about it
   */
  record Fire(
      Instant dueAt,
      Instant fireAt,
      FireState state,
      FireReason reason,
      String detail,
      Instant deadline,
      boolean asked) {}

  int count(FireState state) {
    return (int) fires.stream().filter(fire -> fire.state() == state).count();
  }
}
