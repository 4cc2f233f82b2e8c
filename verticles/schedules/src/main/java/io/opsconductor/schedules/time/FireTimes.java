package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The times at which a specification is due. Immutable, for any thread. */
public final class FireTimes {

  private FireTimes() {}

  /**
   * @param dst the standard when null
   * @param defaultAnchor from which an interval without an anchor is counted, cut to whole seconds
   * @throws io.opsconductor.contracts.OpsException {@code bad_schedule} for what cannot be read or
   *     is never due, with words for people and a pointer such as {@code /spec/expression}
   */
  public static FireTimes of(ScheduleSpec spec, DstSpec dst, Instant defaultAnchor) {
    throw new UnsupportedOperationException("soon: " + spec + dst + defaultAnchor);
  }

  /** The first due time after that one; empty when there is none any more. */
  public Optional<Instant> next(Instant after) {
    return firstFrom(after.plusNanos(1));
  }

  /** The first due time at or after that one; empty when there is none any more. */
  public Optional<Instant> firstFrom(Instant from) {
    throw new UnsupportedOperationException("soon: " + from);
  }

  /** A due time as people see it, with notes of clock changes, without those of calendars. */
  public DueTime describe(Instant due) {
    throw new UnsupportedOperationException("soon: " + due);
  }

  /** When it is due, for people, such as {@code every weekday at 02:30 in Europe/Berlin}. */
  public String words() {
    throw new UnsupportedOperationException("soon");
  }

  /** In which its times are shown. */
  public ZoneId zone() {
    throw new UnsupportedOperationException("soon");
  }
}
