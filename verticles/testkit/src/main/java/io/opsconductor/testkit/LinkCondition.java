package io.opsconductor.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * How one direction of a {@link ChaosProxy} treats bytes.
 *
 * @param delay from a byte's arrival to its forwarding; the order is kept
 * @param jitter added to the delay, evenly from zero to this
 * @param blackHole nothing is forwarded, and after a while nothing is taken either, as when packets
 *     are dropped: what was sent meanwhile arrives once the hole is gone
 * @param bytesPerSecond at most; 0 is without limit
 * @param garbled which share of the bytes has one bit turned, 0 to 1
 */
public record LinkCondition(
    Duration delay, Duration jitter, boolean blackHole, long bytesPerSecond, double garbled) {

  /** Forwards everything at once. */
  public static final LinkCondition NORMAL =
      new LinkCondition(Duration.ZERO, Duration.ZERO, false, 0, 0);

  public LinkCondition {
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(jitter, "jitter");
    if (delay.isNegative() || jitter.isNegative() || bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "link: delay, jitter and bytesPerSecond must not be negative, got %s, %s and %d"
              .formatted(delay, jitter, bytesPerSecond));
    }
    if (!(garbled >= 0 && garbled <= 1)) {
      throw new IllegalArgumentException("link: garbled must be 0 to 1, got " + garbled);
    }
  }

  /** The same with a delay. */
  public LinkCondition delayed(Duration by, Duration andUpTo) {
    return new LinkCondition(by, andUpTo, blackHole, bytesPerSecond, garbled);
  }

  /** The same as a black hole. */
  public LinkCondition swallowing() {
    return new LinkCondition(delay, jitter, true, bytesPerSecond, garbled);
  }

  /** The same, this slow. */
  public LinkCondition slowedTo(long bytes) {
    return new LinkCondition(delay, jitter, blackHole, bytes, garbled);
  }

  /** The same with wrong bits. */
  public LinkCondition garbling(double share) {
    return new LinkCondition(delay, jitter, blackHole, bytesPerSecond, share);
  }
}
