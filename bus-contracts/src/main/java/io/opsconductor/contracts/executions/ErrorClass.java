package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** Of which kind the failure of a task or attempt is. */
public enum ErrorClass implements WireNamed {
  /** No connection, or none that could run commands: nothing was started. */
  CONNECTION(true),
  /** The host did not accept the credential. Trying again may lock the account. */
  AUTHENTICATION(false),
  /** The host showed another key than the recorded one. */
  HOST_KEY(false),
  /** It took longer than it was allowed to, and was stopped. */
  TIMEOUT(false),
  /** The command ran and said that it failed. */
  COMMAND(false),
  /** A file did not arrive whole. */
  TRANSFER(true),
  /** A rule forbids it. */
  SAFETY(false),
  /** Somebody asked for the end. */
  CANCELLED(false),
  /** Nobody can know whether or how the command ended; its step's {@code onLost} decides. */
  LOST(false),
  /** The reason is on the side of this installation, not of the target. */
  INTERNAL(true);

  private final boolean retryable;

  ErrorClass(boolean retryable) {
    this.retryable = retryable;
  }

  /**
   * Whether the same may succeed later without a change. A step that allows several attempts makes
   * them after these, if it does not name others.
   */
  public boolean retryable() {
    return retryable;
  }
}
