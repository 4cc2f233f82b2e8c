package io.opsconductor.contracts;

/**
 * How sure it must be that the caller of an operation is who the session says. Checked by the
 * platform beside {@link Access}.
 */
public enum Assurance {
  /** Also open to a session that may do nothing but set up, or show, a second factor. */
  ANY,
  /** A session of which everything was asked that its user's policy asks. */
  USUAL,
  /**
   * A second factor, shown within the last ten minutes; of a user who has none nothing more is
   * asked.
   */
  FRESH,
  /** As {@link #FRESH}, and open to a session that may do nothing but set up a second factor. */
  FRESH_OR_ENROLLING;

  boolean isFresh() {
    return this == FRESH || this == FRESH_OR_ENROLLING;
  }

  boolean isOpenToEnrolling() {
    return this == ANY || this == FRESH_OR_ENROLLING;
  }
}
