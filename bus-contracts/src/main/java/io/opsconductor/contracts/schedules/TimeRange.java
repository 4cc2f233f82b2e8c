package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Checks;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from belongs to it
 * @param to does not; at most 31 days after {@code from}
 * @param selector of schedules; null for all
 */
public record TimeRange(Instant from, Instant to, String selector) {
  private static final Duration LONGEST = Duration.ofDays(31);

  public TimeRange {
    Instants.require(Checks.present(from, "from"), "from");
    Instants.require(Checks.present(to, "to"), "to");
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Checks.invalid("to", "must be after from, and at most 31 days");
    }
    if (selector != null) {
      Checks.text(selector, "selector", 4096);
    }
  }
}
