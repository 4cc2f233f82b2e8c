package io.opsconductor.targets;

/** A selector that does not parse; the message ends with the position, counted from 1. */
final class SelectorError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SelectorError(String what, int position) {
    super(what + " at position " + position, null, false, false);
  }
}
