package io.opsconductor.platform.bus;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.context.ContextVerifier;
import io.opsconductor.platform.denial.Denial;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Serves operations for one verticle instance: the only class that registers request consumers.
 *
 * <p>Each message is re-dispatched, so that a handler that waits does not hold up the next one; how
 * many are in hand at once is capped, of one operation and of all together, and past that the
 * answer is {@code busy}: a flood of one operation leaves room for the others. Before a handler
 * runs, its caller context was verified and its access rule applied; a failure of any kind becomes
 * an error reply.
 */
public final class OperationServer {
  private static final Logger LOG = LoggerFactory.getLogger(OperationServer.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(25);
  private static final Set<ErrorCategory> TOLD_IN_A_LINE =
      Set.of(ErrorCategory.UNAVAILABLE, ErrorCategory.UNAUTHENTICATED);

  private final Vertx vertx;
  private final Context context;
  private final String nodeId;
  private final ContextVerifier verifier;
  private final OperationMetrics metrics;
  private final Consumer<Denial> denials;
  private final Clock clock;
  private final int maxInFlight;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, AtomicInteger> inFlightOf = new ConcurrentHashMap<>();
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

  /**
   * For the verticle instance whose context is current.
   *
   * @param denials told of what was refused; must not wait
   * @param maxInFlight how many requests of one operation it has in hand at most; of all together
   *     twice as many
   */
  public OperationServer(
      Vertx vertx,
      String nodeId,
      ContextVerifier verifier,
      OperationMetrics metrics,
      Consumer<Denial> denials,
      Clock clock,
      int maxInFlight) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.nodeId = nodeId;
    this.verifier = verifier;
    this.metrics = metrics;
    this.denials = denials;
    this.clock = clock;
    this.maxInFlight = maxInFlight;
  }

  /** Listens on the operation's address and on its address at this node. */
  public <Q, R> void serve(Operation<Q, R> operation, OperationHandler<Q, R> handler) {
    listen(operation.address(), operation, handler);
    serveHere(operation, handler);
  }

  /**
   * Listens on the operation's address at this node only: for what an operator asks of one node.
   */
  public <Q, R> void serveHere(Operation<Q, R> operation, OperationHandler<Q, R> handler) {
    listen(operation.addressAt(nodeId), operation, handler);
  }

  private <Q, R> void listen(
      String address, Operation<Q, R> operation, OperationHandler<Q, R> handler) {
    AtomicInteger ofThis =
        inFlightOf.computeIfAbsent(operation.address(), name -> new AtomicInteger());
    consumers.add(
        vertx.eventBus().consumer(address, message -> accept(message, operation, handler, ofThis)));
  }

  /** Completes when every address is known to the other members. */
  public Future<Void> listening() {
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList()).mapEmpty();
  }

  /** How many requests are in hand. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Stops listening, then completes when nothing is in hand any more, after 25 s at the latest. */
  public Future<Void> stop() {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .compose(gone -> idle(clock.instant().plus(LONGEST_STOP)));
  }

  private Future<Void> idle(Instant latest) {
    if (inFlight.get() == 0 || clock.instant().isAfter(latest)) {
      return Future.succeededFuture();
    }
    return vertx.timer(20).compose(tick -> idle(latest));
  }

  private <Q, R> void accept(
      Message<Object> message,
      Operation<Q, R> operation,
      OperationHandler<Q, R> handler,
      AtomicInteger ofThis) {
    int all = inFlight.incrementAndGet();
    if (ofThis.incrementAndGet() > maxInFlight || all > 2 * maxInFlight) {
      over(ofThis);
      metrics.refused(operation);
      fail(message, new OpsException(ErrorCode.BUSY, operation.service() + " is busy; try again"));
      return;
    }
    context.runOnContext(
        dispatched -> {
          try {
            answer(message, operation, handler);
          } finally {
            over(ofThis);
          }
        });
  }

  private void over(AtomicInteger ofThis) {
    ofThis.decrementAndGet();
    inFlight.decrementAndGet();
  }

  private <Q, R> void answer(
      Message<Object> message, Operation<Q, R> operation, OperationHandler<Q, R> handler) {
    Trace trace = Trace.parse(message.headers().get(Headers.TRACEPARENT)).child();
    MDC.put("correlationId", trace.traceId());
    long begun = System.nanoTime();
    String outcome = "ok";
    try {
      reply(message, handle(message, operation, handler, trace));
    } catch (OpsException e) {
      outcome = e.code();
      if (e.getCause() != null) {
        tell(operation, e);
      }
      fail(message, e);
    } catch (Throwable e) {
      // Checked ones too: await throws what a future failed with, undeclared.
      outcome = ErrorCode.INTERNAL.wireName();
      LOG.atError()
          .addKeyValue("operation", operation.address())
          .setCause(e)
          .log("A request met a defect");
      fail(
          message,
          new OpsException(ErrorCode.INTERNAL, "Something went wrong here; it was logged"));
    } finally {
      metrics.served(operation, outcome, System.nanoTime() - begun);
      MDC.remove("correlationId");
    }
  }

  /** Of a database that is away, or of a bad context, nobody needs a trace for each request. */
  private static void tell(Operation<?, ?> operation, OpsException e) {
    LoggingEventBuilder event =
        LOG.atWarn()
            .addKeyValue("operation", operation.address())
            .addKeyValue("errorCode", e.code());
    if (TOLD_IN_A_LINE.contains(e.category())) {
      event.log("A request failed: {}", e.getCause().toString());
    } else {
      event.setCause(e.getCause()).log("A request failed");
    }
  }

  private <Q, R> R handle(
      Message<Object> message,
      Operation<Q, R> operation,
      OperationHandler<Q, R> handler,
      Trace trace) {
    Instant deadline = deadline(message, operation);
    String token = message.headers().get(Headers.CONTEXT);
    String address = message.headers().get(Headers.ADDRESS);
    Refusals refusals = new Refusals(operation, trace, address, denials);
    CallerContext caller = refusals.caller(() -> caller(operation, token));
    refusals.require(caller, message.body(), () -> allow(operation, caller));
    return refusals.watch(
        caller,
        message.body(),
        () -> {
          Q request = decode(message.body(), operation.requestType());
          Origin origin = new Origin(token, trace, deadline, address);
          R reply = handler.handle(request, new Call(caller, origin));
          metrics.allowed(operation, caller);
          return reply;
        });
  }

  private CallerContext caller(Operation<?, ?> operation, String token) {
    return operation.access() instanceof Access.AnyMember
        ? CallerContext.ofService("unknown")
        : verifier.verify(token);
  }

  private void allow(Operation<?, ?> operation, CallerContext caller) {
    if (!(operation.access() instanceof Access.AnyMember)) {
      caller.require(operation.access());
      caller.require(operation.assurance(), clock.instant());
    }
  }

  private Instant deadline(Message<Object> message, Operation<?, ?> operation) {
    Instant now = clock.instant();
    String sent = message.headers().get(Headers.DEADLINE);
    Instant deadline = now.plus(operation.timeout());
    if (sent != null) {
      try {
        Instant asked = Instant.ofEpochMilli(Long.parseLong(sent));
        deadline = asked.isBefore(deadline) ? asked : deadline;
      } catch (NumberFormatException e) {
        throw new OpsException(ErrorCode.MALFORMED_REQUEST, "The deadline is not a number");
      }
    }
    if (deadline.isBefore(now)) {
      throw new OpsException(ErrorCode.DEADLINE_EXCEEDED, "The request came too late");
    }
    return deadline;
  }

  static <Q> Q decode(Object body, Class<Q> type) {
    return switch (body) {
      case Buffer buffer -> Wire.decode(buffer, type);
      case JsonObject json -> Wire.decode(json.encode(), type);
      case null, default ->
          throw new OpsException(ErrorCode.MALFORMED_REQUEST, "The body is not JSON");
    };
  }

  /**
   * Answers in the form in which it was asked: a service of another language sends and reads JSON
   * objects.
   */
  private static void reply(Message<Object> message, Object value) {
    Buffer json = Wire.encode(value);
    message.reply(message.body() instanceof JsonObject ? json.toJsonObject() : json);
  }

  private static void fail(Message<Object> message, OpsException e) {
    ErrorCode known = ErrorCode.INTERNAL;
    for (ErrorCode code : ErrorCode.values()) {
      known = e.is(code) ? code : known;
    }
    message.fail(known.number(), Wire.encodeString(e.toMessage()));
  }
}
