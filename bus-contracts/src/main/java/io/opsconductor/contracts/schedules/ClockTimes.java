package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.util.regex.Pattern;

/** Times of a clock as people write them. */
final class ClockTimes {
  private static final Pattern FORM =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?");

  private ClockTimes() {}

  static void require(String time) {
    if (!FORM.matcher(Checks.present(time, "times")).matches()) {
      throw Checks.invalid("times", "must be HH:mm or HH:mm:ss, got " + time);
    }
  }

  /** Of a window, whose end may be the end of the day. */
  static void requireInWindow(String time, String field) {
    if (!FORM.matcher(Checks.present(time, field)).matches() && !"24:00".equals(time)) {
      throw Checks.invalid(field, "must be HH:mm, HH:mm:ss or 24:00, got " + time);
    }
  }
}
