package io.opsconductor.workers;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.workers.ssh.BackOff;
import io.opsconductor.workers.ssh.SshConnectException;
import java.time.Duration;

/**
 * With a service that a connection needs. That it is away for a while says nothing of the target:
 * it is asked again.
 */
final class Patience {

  private final BackOff backOff = BackOff.betweenConnections();
  private final long end;

  /**
   * @param longest from now on
   */
  Patience(Duration longest) {
    this.end = System.nanoTime() + longest.toNanos();
  }

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
