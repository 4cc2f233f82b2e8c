package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Bounds what it costs to look far ahead: few requests do so at once on a node, each a counted
 * number of steps, and none after its deadline. For any thread.
 */
final class LookAhead {
  private static final int MOST_AT_ONCE = 2;

  /** Steps between two looks at the clock. */
  private static final int UNWATCHED = 4096;

  private final Clock clock;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  LookAhead(Clock clock) {
    this.clock = clock;
  }

  /** A request that looks ahead. */
  final class Look {
    private final Instant deadline;

    private Look(Instant deadline) {
      this.deadline = deadline;
    }

    /** So many, and no more. */
    Steps steps(int most) {
      return new Steps(this, most);
    }

    private void requireTime() {
      if (!clock.instant().isBefore(deadline)) {
        throw new OpsException(
            ErrorCode.DEADLINE_EXCEEDED, "Looking ahead took too long; ask for less time");
      }
    }
  }

  /** Steps that are left. For one thread. */
  static final class Steps {
    private final Look look;
    private int left;
    private int unwatched;
    private boolean enough = true;

    private Steps(Look look, int most) {
      this.look = look;
      this.left = most;
    }

    /**
     * Takes some.
     *
     * @return whether there were that many
     * @throws OpsException {@code deadline_exceeded}
     */
    boolean take(int count) {
      unwatched += count;
      if (unwatched >= UNWATCHED) {
        unwatched = 0;
        look.requireTime();
      }
      if (count > left) {
        enough = false;
        return false;
      }
      left -= count;
      return true;
    }

    /** Whether there were as many as were wanted. */
    boolean wereEnough() {
      return enough;
    }
  }

  /**
   * Looks ahead.
   *
   * @param deadline of the request
   * @throws OpsException {@code busy} when others do so
   */
  <T> T within(Instant deadline, Function<Look, T> work) {
    if (!turns.tryAcquire()) {
      throw new OpsException(ErrorCode.BUSY, "Too many look far ahead at once; try again");
    }
    try {
      return work.apply(new Look(deadline));
    } finally {
      turns.release();
    }
  }
}
