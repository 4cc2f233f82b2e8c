package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.targets.ConnectionCategory;
import java.util.Optional;

/**
 * A connection that could not be made. Nothing was run on the target. The cause is what the host
 * key verifier threw, if it could not decide.
 */
public final class SshConnectException extends Exception {

  private final ConnectionCategory category;
  private final transient Optional<HostKey> presented;

  SshConnectException(ConnectionCategory category, String message) {
    this(category, message, Optional.empty(), null);
  }

  SshConnectException(
      ConnectionCategory category, String message, Optional<HostKey> presented, Throwable cause) {
    super(message, cause);
    this.category = category;
    this.presented = presented;
  }

  /** Why; never {@link ConnectionCategory#OK}. */
  public ConnectionCategory category() {
    return category;
  }

  /** The key that the target presented, if it came that far. */
  public Optional<HostKey> presented() {
    return presented;
  }
}
