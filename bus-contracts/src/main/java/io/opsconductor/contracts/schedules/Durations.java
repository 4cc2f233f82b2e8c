package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.time.Duration;

/** Lengths of time within bounds. */
final class Durations {
  private Durations() {}

  static void require(Duration value, String field, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw Checks.invalid(
          field, "must be between %s and %s, got %s".formatted(least, most, value));
    }
  }
}
