package io.opsconductor.platform.bus;

import io.opsconductor.contracts.ErrorCode;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;

/** Tells failures of the way from answers of the other side. */
final class Transport {
  private Transport() {}

  /** Whether there was no answer by a handler. */
  static boolean isTransport(Throwable failure) {
    return failure instanceof OpenCircuitException
        || failure instanceof IOException
        || (failure instanceof ReplyException reply
            && (reply.failureType() != ReplyFailure.RECIPIENT_FAILURE || isBusy(reply)));
  }

  /** Whether it is certain that no handler ran. */
  static boolean notBegun(Throwable failure) {
    return failure instanceof OpenCircuitException
        || (failure instanceof ReplyException reply
            && (reply.failureType() == ReplyFailure.NO_HANDLERS
                || isDiscarded(reply)
                || isBusy(reply)));
  }

  /** Whether it speaks against the node, so that the breaker counts it. */
  static boolean countsAgainstNode(Throwable failure) {
    return failure instanceof IOException
        || (failure instanceof ReplyException reply
            && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE
            && !isDiscarded(reply));
  }

  /** The consumer was unregistered while the message waited for it. */
  private static boolean isDiscarded(ReplyException reply) {
    return reply.failureType() == ReplyFailure.TIMEOUT
        && reply.getMessage() != null
        && reply.getMessage().startsWith("Discarded the request");
  }

  private static boolean isBusy(ReplyException reply) {
    return reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
        && reply.failureCode() == ErrorCode.BUSY.number();
  }
}
