package io.opsconductor.contracts;

/** Why a request was not done. The gateway maps each to one HTTP status. */
public enum ErrorCategory {
  /** The request does not have the form of the contract. */
  MALFORMED,
  /** Well-formed, but refused: a rule of the domain says no. */
  INVALID,
  /** Nobody is known to be calling. */
  UNAUTHENTICATED,
  /** The caller is known and may not do this. */
  FORBIDDEN,
  /** No such thing, or none that the caller may know of. */
  NOT_FOUND,
  /** The thing is in a state, or in use, so that this cannot be done now. */
  CONFLICT,
  /** The caller's copy is not the current one. */
  PRECONDITION,
  /** More than is allowed in this time or at this size. */
  LIMIT,
  /** A part that is needed cannot be reached or is full; the same request may succeed later. */
  UNAVAILABLE,
  /** A system that is not ours (a target, an identity provider) did not do its part. */
  EXTERNAL,
  /** A defect of ours. */
  INTERNAL
}
