package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.time.Instant;

/** Times that clocks, calendars and databases can show. */
final class Instants {
  private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

  private Instants() {}

  /** Null passes. */
  static Instant require(Instant at, String field) {
    if (at != null && (at.isBefore(FIRST) || at.isAfter(LAST))) {
      throw Checks.invalid(field, "must be in the years 1 to 9999, got " + at);
    }
    return at;
  }
}
