package io.opsconductor.auth;

/** How the start of auth found the password of the first administrator. */
public enum AdminBootstrap {
  /** There was none; the given one is it now. */
  CREATED,
  /**
   * There was one, from an earlier start or another node; a given one was ignored. That user may
   * have been deleted since.
   */
  EXISTED,
  /** There is none and none was given: nobody can sign in. */
  MISSING
}
