package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.CalendarInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What calendars say of due times. Immutable, for any thread. */
public final class Windows {

  private Windows() {}

  /**
   * @throws io.opsconductor.contracts.OpsException {@code bad_schedule} for a zone or a day that
   *     does not exist, with a pointer into the calendar such as {@code /zone}
   */
  public static Windows of(List<CalendarInput> calendars) {
    throw new UnsupportedOperationException("soon: " + calendars);
  }

  /** What keeps something from running at that time; empty when nothing does. */
  public Optional<Kept> keepsFrom(Instant at) {
    throw new UnsupportedOperationException("soon: " + at);
  }
}
