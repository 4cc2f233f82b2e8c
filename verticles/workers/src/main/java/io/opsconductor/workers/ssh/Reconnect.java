package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.targets.ConnectionCategory;

/**
 * Makes another connection to the same target, to kill over when the step's own is of no use for
 * it.
 */
@FunctionalInterface
public interface Reconnect {

  /** For a caller that has no other connection. */
  Reconnect NEVER =
      () -> {
        throw new SshConnectException(
            ConnectionCategory.UNREACHABLE, "there is no other connection");
      };

  /** The caller closes it. */
  SshConnection connect() throws SshConnectException, InterruptedException;
}
