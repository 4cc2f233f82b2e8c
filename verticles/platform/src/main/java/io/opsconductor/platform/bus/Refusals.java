package io.opsconductor.platform.bus;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.denial.AskedFor;
import io.opsconductor.platform.denial.Denial;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells of a request that was refused because of who made it. What another service refused on the
 * way is told of there.
 *
 * @param address of the client; null when it is not known
 */
record Refusals(Operation<?, ?> operation, Trace trace, String address, Consumer<Denial> denials) {
  private static final int LONGEST_BODY = 16 * 1024;

  /** The caller; a context that cannot be believed is told of as nobody's. */
  CallerContext caller(Supplier<CallerContext> verified) {
    try {
      return verified.get();
    } catch (OpsException e) {
      if (e.category() == ErrorCategory.UNAUTHENTICATED) {
        tell(Denial.Who.UNKNOWN, null, e);
      }
      throw e;
    }
  }

  /** Applies the rules of the operation. */
  void require(CallerContext caller, Object body, Runnable rules) {
    try {
      rules.run();
    } catch (OpsException e) {
      tell(Denial.Who.of(caller), asked(body), e);
      throw e;
    }
  }

  /** Does the work of a caller. */
  <R> R watch(CallerContext caller, Object body, Supplier<R> work) {
    try {
      return work.get();
    } catch (OpsException e) {
      boolean own = e.category() == ErrorCategory.FORBIDDEN && !e.isReceived();
      if (own || e.isHiding()) {
        tell(Denial.Who.of(caller), asked(body), e);
      }
      throw e;
    }
  }

  private void tell(Denial.Who who, UUID asked, OpsException e) {
    denials.accept(
        new Denial(
            Denial.ACCESS,
            who,
            operation.address(),
            e.code(),
            e.getMessage(),
            AskedFor.type(operation),
            asked,
            trace.traceId(),
            address));
  }

  /** Null when it cannot be told. */
  private UUID asked(Object body) {
    if (!(body instanceof Buffer buffer) || buffer.length() > LONGEST_BODY) {
      return null;
    }
    try {
      return AskedFor.id(OperationServer.decode(body, operation.requestType()));
    } catch (OpsException e) {
      return null;
    }
  }
}
