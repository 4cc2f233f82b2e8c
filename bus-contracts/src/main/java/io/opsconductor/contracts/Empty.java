package io.opsconductor.contracts;

/** Nothing to say. */
public record Empty() {
  public static final Empty INSTANCE = new Empty();
}
