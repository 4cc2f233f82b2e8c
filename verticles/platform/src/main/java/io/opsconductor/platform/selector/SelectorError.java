package io.opsconductor.platform.selector;

/** A selector that does not parse; the message ends with the position, counted from 1. */
public final class SelectorError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** At a position, counted from 1. */
  public SelectorError(String what, int position) {
    super(what + " at position " + position, null, false, false);
  }
}
