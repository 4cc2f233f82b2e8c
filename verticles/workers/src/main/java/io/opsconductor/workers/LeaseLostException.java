package io.opsconductor.workers;

/**
 * The lease on a task is not ours any more, or cannot be known to be: close the connection and
 * write nothing more.
 */
final class LeaseLostException extends Exception {

  private static final long serialVersionUID = 1L;

  LeaseLostException() {
    super("the lease is lost", null, false, false);
  }
}
