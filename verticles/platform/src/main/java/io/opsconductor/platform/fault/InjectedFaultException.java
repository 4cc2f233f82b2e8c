package io.opsconductor.platform.fault;

/** Thrown at a {@link FaultPoint} because a test asked for it. */
public final class InjectedFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InjectedFaultException(FaultPoint point) {
    super("The armed fault point " + point.wireName() + " was passed");
  }
}
