package io.opsconductor.platform.bus;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.ErrorMessage;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.context.ContextSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * Calls operations. Chooses a node from the directory, this one first, behind a circuit breaker of
 * that operation on that node. Another node is tried when the first did not begin the request, or
 * when the operation is idempotent; then the first has half of the time that is left.
 */
public final class BusClient {
  private final Vertx vertx;
  private final NodeDirectory directory;
  private final Breakers breakers;
  private final ContextSigner signer;
  private final Clock clock;

  /**
   * A client of one service.
   *
   * @param signer makes the context under which the service speaks for itself
   */
  public BusClient(
      Vertx vertx, NodeDirectory directory, Breakers breakers, ContextSigner signer, Clock clock) {
    this.vertx = vertx;
    this.directory = directory;
    this.breakers = breakers;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Calls on behalf of whoever is being served, within the same deadline. Blocks the virtual
   * thread.
   */
  public <Q, R> R call(Operation<Q, R> operation, Q request, Call onBehalfOf) {
    return await(send(operation, request, onBehalfOf.origin()));
  }

  /** Calls as the service itself, in the same trace and deadline. Blocks the virtual thread. */
  public <Q, R> R callAsService(Operation<Q, R> operation, Q request, Call during) {
    Origin origin = during.origin();
    return await(
        send(
            operation,
            request,
            new Origin(signer.token(), origin.trace(), origin.deadline(), origin.address())));
  }

  /** Calls as the service itself, in a trace of its own. Blocks the virtual thread. */
  public <Q, R> R call(Operation<Q, R> operation, Q request) {
    return await(send(operation, request, own(operation)));
  }

  /** As {@link #call(Operation, Object)}, without blocking. */
  public <Q, R> Future<R> send(Operation<Q, R> operation, Q request) {
    return send(operation, request, own(operation));
  }

  /** Asks any node that serves the operation. */
  public <Q, R> Future<R> send(Operation<Q, R> operation, Q request, Origin origin) {
    return sendRaw(operation, Wire.encode(request), origin)
        .map(reply -> Wire.decode(reply, operation.replyType()));
  }

  /** As {@link #send(Operation, Object, Origin)} with the request and the reply as JSON. */
  public Future<Buffer> sendRaw(Operation<?, ?> operation, Buffer request, Origin origin) {
    List<String> nodes = directory.nodesOf(operation.service());
    if (nodes.isEmpty()) {
      return Future.failedFuture(unavailable(operation));
    }
    return tryNodes(operation, request, origin, nodes.iterator());
  }

  /** Asks one node. */
  public <Q, R> Future<R> sendTo(
      String nodeId, Operation<Q, R> operation, Q request, Origin origin) {
    return tryNodes(operation, Wire.encode(request), origin, List.of(nodeId).iterator())
        .map(reply -> Wire.decode(reply, operation.replyType()));
  }

  /** The origin of something that the service does by itself. */
  public Origin own(Operation<?, ?> operation) {
    return new Origin(signer.token(), Trace.begin(), clock.instant().plus(operation.timeout()));
  }

  private Future<Buffer> tryNodes(
      Operation<?, ?> operation, Buffer request, Origin origin, Iterator<String> nodes) {
    String node = nodes.next();
    return breakers
        .run(operation, node, () -> request(operation, node, request, origin, nodes.hasNext()))
        .recover(
            failure -> {
              boolean safe = operation.idempotent() || Transport.notBegun(failure);
              if (Transport.isTransport(failure) && safe && nodes.hasNext()) {
                return tryNodes(operation, request, origin, nodes);
              }
              return Future.failedFuture(translate(operation, failure));
            });
  }

  private Future<Buffer> request(
      Operation<?, ?> operation, String node, Buffer body, Origin origin, boolean anotherNode) {
    Duration left = Duration.between(clock.instant(), origin.deadline());
    if (left.isNegative() || left.isZero()) {
      return Future.failedFuture(
          new OpsException(
              ErrorCode.DEADLINE_EXCEEDED, "There was no time left to ask " + operation.service()));
    }
    // A frozen node must leave time for another one to answer.
    Duration share = operation.idempotent() && anotherNode ? left.dividedBy(2) : left;
    Duration timeout = share.compareTo(operation.timeout()) < 0 ? share : operation.timeout();
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(Math.max(1, timeout.toMillis()))
            .addHeader(Headers.TRACEPARENT, origin.trace().traceparent())
            .addHeader(Headers.DEADLINE, Long.toString(deadline(timeout).toEpochMilli()));
    if (origin.token() != null) {
      options.addHeader(Headers.CONTEXT, origin.token());
    }
    if (origin.address() != null) {
      options.addHeader(Headers.ADDRESS, origin.address());
    }
    return vertx
        .eventBus()
        .<Buffer>request(operation.addressAt(node), body, options)
        .map(Message::body);
  }

  private Instant deadline(Duration timeout) {
    return clock.instant().plus(timeout);
  }

  private static OpsException translate(Operation<?, ?> operation, Throwable failure) {
    if (failure instanceof OpsException ours) {
      return ours;
    }
    if (failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
      return Wire.decode(reply.getMessage(), ErrorMessage.class).toException();
    }
    return Transport.isTransport(failure)
        ? unavailable(operation)
        : new OpsException(ErrorCode.INTERNAL, "Something went wrong on the way", failure);
  }

  private static OpsException unavailable(Operation<?, ?> operation) {
    return new OpsException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The service " + operation.service() + " does not answer; try again");
  }

  private static <T> T await(Future<T> future) {
    return future.await();
  }
}
