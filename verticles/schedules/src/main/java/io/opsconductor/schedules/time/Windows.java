package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarKind;
import io.opsconductor.contracts.schedules.FireReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What calendars say of due times. Immutable, for any thread.
 *
 * <p>Weekly windows and days go by what the clock in the zone of the calendar shows: a clock time
 * that comes twice is in its window both times, one that does not exist never is. An absolute
 * window is one stretch of time: a beginning that the clock shows twice is the earlier one, an end
 * the later one, and one that does not exist is when the clock goes forward.
 */
public final class Windows {
  private final List<CalendarWindows> blackouts;
  private final List<CalendarWindows> only;

  private Windows(List<CalendarWindows> blackouts, List<CalendarWindows> only) {
    this.blackouts = blackouts;
    this.only = only;
  }

  /**
   * @throws io.opsconductor.contracts.OpsException {@code bad_schedule} for a zone or a day that
   *     does not exist, with a pointer into the calendar such as {@code /zone}
   */
  public static Windows of(List<CalendarInput> calendars) {
    return new Windows(
        ofKind(calendars, CalendarKind.BLACKOUT), ofKind(calendars, CalendarKind.ONLY_IN));
  }

  private static List<CalendarWindows> ofKind(List<CalendarInput> calendars, CalendarKind kind) {
    return calendars.stream()
        .filter(calendar -> calendar.kind() == kind)
        .map(CalendarWindows::of)
        .toList();
  }

  /**
   * What keeps something from running at that time; empty when nothing does. Every calendar that
   * allows only its windows must allow it; blackouts are told first.
   */
  public Optional<Kept> keepsFrom(Instant at) {
    for (CalendarWindows calendar : blackouts) {
      if (calendar.holds(at)) {
        return Optional.of(new Kept(FireReason.BLACKOUT, calendar.name()));
      }
    }
    for (CalendarWindows calendar : only) {
      if (!calendar.holds(at)) {
        return Optional.of(new Kept(FireReason.OUTSIDE_WINDOW, calendar.name()));
      }
    }
    return Optional.empty();
  }
}
