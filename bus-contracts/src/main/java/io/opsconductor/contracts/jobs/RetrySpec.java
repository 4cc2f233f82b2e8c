package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.executions.ErrorClass;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether and when a step that failed is tried again.
 *
 * @param attempts at most, the first included; 1 to 10, 1 when absent, which means no other
 * @param backoffSeconds before the second; 0 to 3,600, 5 when absent
 * @param factor by which each further pause is longer, up to one hour; 1 to 10, 2 when absent. Each
 *     task waits up to a fifth less or more than that, but never more than one hour
 * @param on after failures of which classes; when absent those that are retryable. What was
 *     cancelled or forbidden is never tried again, and what is lost is for {@code onLost}
 */
public record RetrySpec(
    Integer attempts, Integer backoffSeconds, Double factor, List<ErrorClass> on) {
  public static final int MAX_ATTEMPTS = 10;
  public static final int MAX_BACKOFF_SECONDS = 3600;
  private static final Set<ErrorClass> NEVER =
      EnumSet.of(ErrorClass.CANCELLED, ErrorClass.SAFETY, ErrorClass.LOST);

  public RetrySpec {
    attempts = attempts == null ? 1 : (int) Checks.range(attempts, "attempts", 1, MAX_ATTEMPTS);
    backoffSeconds =
        backoffSeconds == null
            ? 5
            : (int) Checks.range(backoffSeconds, "backoffSeconds", 0, MAX_BACKOFF_SECONDS);
    factor = factor == null ? 2.0 : factor;
    if (!(factor >= 1 && factor <= 10)) {
      throw Checks.invalid("factor", "must be between 1 and 10, got " + factor);
    }
    on = on == null ? retryable() : on.stream().distinct().toList();
    if (on.isEmpty()) {
      throw Checks.invalid("on", "must name an error class; without it the retryable ones count");
    }
    for (ErrorClass never : NEVER) {
      if (on.contains(never)) {
        throw Checks.invalid("on", "must not name " + never.wireName() + ": " + reason(never));
      }
    }
  }

  /** No other attempt. */
  public static RetrySpec none() {
    return new RetrySpec(null, null, null, null);
  }

  /** How long to wait after so many attempts, counted from 1, before that is spread. */
  public Duration pauseAfter(int failed) {
    double seconds = backoffSeconds * Math.pow(factor, failed - 1);
    return Duration.ofMillis((long) (1000 * Math.min(seconds, MAX_BACKOFF_SECONDS)));
  }

  private static List<ErrorClass> retryable() {
    return Stream.of(ErrorClass.values()).filter(ErrorClass::retryable).toList();
  }

  private static String reason(ErrorClass never) {
    return never == ErrorClass.LOST
        ? "onLost decides about it"
        : "what was stopped on purpose is not tried again";
  }
}
