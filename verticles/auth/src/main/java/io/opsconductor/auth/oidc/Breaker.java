package io.opsconductor.auth.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spares a provider that does not answer, and those who would wait for it.
 *
 * <pre>
 *   closed → open          after 5 failures one after another
 *   open → one trial       after 30 s; the others are still refused
 *   trial → closed, open   as it ends
 * </pre>
 */
final class Breaker {
  static final int MOST_FAILURES = 5;
  static final Duration REST = Duration.ofSeconds(30);

  private final Clock clock;
  private int failures;
  private Instant restsUntil = Instant.MIN;

  Breaker(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean admits() {
    if (failures < MOST_FAILURES) {
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(restsUntil)) {
      return false;
    }
    restsUntil = now.plus(REST);
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(failures + 1, MOST_FAILURES);
    if (failures == MOST_FAILURES) {
      restsUntil = clock.instant().plus(REST);
    }
  }
}
