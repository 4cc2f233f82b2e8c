package io.opsconductor.auth.slowdown;

import java.time.Duration;
import java.time.Instant;

/**
 * How often wrong passwords were told, by one measure.
 *
 * @param failures as they were at the last one, after what had been forgotten by then
 * @param failedAt when the last one was; null when there was none
 * @param succeededAt when somebody last signed in; null when nobody did; only of a pair
 */
public record Tally(int failures, Instant failedAt, Instant succeededAt) {
  public static final Tally NONE = new Tally(0, null, null);

  /** One failure is forgotten in this time. */
  public static final Duration FORGETS_ONE = Duration.ofMinutes(10);

  /** The longest that anybody is made to wait. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** After this many steps of doubling the longest wait is reached; more need not be counted. */
  private static final int STEPS = 10;

  /** What is counted, and how many failures each takes without a wait. */
  public enum Measure {
    /** One name, from everywhere. */
    ACCOUNT(9),
    /** One network, for all names. */
    NETWORK(19),
    /** One name from one network. */
    PAIR(4);

    private final int free;

    Measure(int free) {
      this.free = free;
    }

    /** Counting ends here, so that every count is forgotten within hours. */
    public int most() {
      return free + STEPS;
    }

    /** 0, and from the first that is not free on 1 s, 2 s, 4 s and so on. */
    Duration waitAfter(int failures) {
      if (failures <= free) {
        return Duration.ZERO;
      }
      Duration doubled = Duration.ofSeconds(1L << Math.min(STEPS, failures - free - 1));
      return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
  }

  /** How long from now; zero when there is nothing to wait for. */
  public Duration waitsStill(Measure measure, Instant now) {
    if (failedAt == null) {
      return Duration.ZERO;
    }
    Duration wait = measure.waitAfter(failures);
    Duration left = Duration.between(now, failedAt.plus(wait));
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(wait) < 0 ? left : wait;
  }
}
