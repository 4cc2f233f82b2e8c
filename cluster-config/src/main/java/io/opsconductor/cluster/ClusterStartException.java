package io.opsconductor.cluster;

/**
 * A node could not start. The message is one line for the operator: what is wrong and how to mend
 * it.
 */
public final class ClusterStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClusterStartException(String message) {
    super(message);
  }

  ClusterStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
