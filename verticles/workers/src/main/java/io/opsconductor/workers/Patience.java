package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.workers.ssh.BackOff;
import io.opsconductor.workers.ssh.SshConnectException;
import java.time.Duration;

/**
 * Of one task with the services that it needs before it can begin. That one of them is away for a
 * while says nothing of the target: it is asked again, for up to a minute.
 */
final class Patience {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final long end = System.nanoTime() + LONGEST.toNanos();
  private final BackOff backOff = BackOff.betweenConnections();

  /**
   * Returns after a pause if trying again may help.
   *
   * @throws E the failure itself, if it would not, or has not for too long
   */
  <E extends Exception> void after(E failure) throws E, InterruptedException {
    if (!passes(failure) || System.nanoTime() - end > 0) {
      throw failure;
    }
    Thread.sleep(backOff.nextWithJitter());
  }

  private static boolean passes(Exception failure) {
    Throwable reason = failure instanceof SshConnectException ? failure.getCause() : failure;
    return reason instanceof OpsException unavailable && unavailable.retryable();
  }
}
