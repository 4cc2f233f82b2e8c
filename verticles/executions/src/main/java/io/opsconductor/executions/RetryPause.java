package io.opsconductor.executions;

import io.opsconductor.contracts.jobs.RetrySpec;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * How long a task waits for its next attempt: what its step says, give or take a fifth, so that
 * hundreds of hosts whose common dependency failed them do not all come back at the same moment.
 * The same task and attempt always get the same pause.
 */
final class RetryPause {
  private static final double SPREAD = 0.2;

  private RetryPause() {}

  /**
   * The pause.
   *
   * @param failed how many attempts of the step have failed, counted from 1
   */
  static Duration after(RetrySpec retry, UUID taskId, int failed) {
    double mean = retry.pauseAfter(failed).toMillis();
    double least = mean * (1 - SPREAD);
    double most = Math.min(mean * (1 + SPREAD), RetrySpec.MAX_BACKOFF_SECONDS * 1000.0);
    long seed = taskId.getMostSignificantBits() ^ taskId.getLeastSignificantBits() ^ failed;
    double place = new SplittableRandom(seed).nextDouble();
    return Duration.ofMillis(Math.round(least + place * (most - least)));
  }
}
