package io.opsconductor.platform.bus;

/** Serves one operation. Runs on a virtual thread of its own; may block and await. */
@FunctionalInterface
public interface OperationHandler<Q, R> {
  /**
   * Answers a request.
   *
   * @throws io.opsconductor.contracts.OpsException for every expected failure; anything else is a
   *     defect, which the caller sees as {@code internal}
   */
  R handle(Q request, Call call);
}
