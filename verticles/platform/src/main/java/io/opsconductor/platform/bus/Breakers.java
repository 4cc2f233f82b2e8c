package io.opsconductor.platform.bus;

import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.node.BreakerStatus;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One circuit breaker an operation and node: 5 failures of the way open it for 30 s. What a handler
 * answers never counts.
 */
public final class Breakers {
  private static final int MAX_FAILURES = 5;
  private static final long RESET_MS = 30_000;

  private final Vertx vertx;
  private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

  public Breakers(Vertx vertx) {
    this.vertx = vertx;
  }

  <T> Future<T> run(Operation<?, ?> operation, String nodeId, Supplier<Future<T>> request) {
    return breakers.computeIfAbsent(operation.addressAt(nodeId), this::create).execute(request);
  }

  /** Every breaker that is not closed, in the order of their names. */
  public List<BreakerStatus> notClosed() {
    List<BreakerStatus> found = new ArrayList<>();
    new TreeMap<>(breakers)
        .forEach(
            (way, breaker) -> {
              CircuitBreakerState state = breaker.state();
              if (state != CircuitBreakerState.CLOSED) {
                found.add(status(way, state));
              }
            });
    return found;
  }

  /** A way is an operation, {@code @} and the node that is asked. */
  private static BreakerStatus status(String way, CircuitBreakerState state) {
    int at = way.indexOf('@');
    return new BreakerStatus(
        way.substring(0, at), way.substring(at + 1), state.name().toLowerCase(Locale.ROOT));
  }

  /** Forgets what is known against a node that has left. */
  public void forget(String nodeId) {
    breakers
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = entry.getKey().endsWith("@" + nodeId);
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
  }

  private CircuitBreaker create(String name) {
    CircuitBreakerOptions options =
        new CircuitBreakerOptions()
            .setMaxFailures(MAX_FAILURES)
            .setTimeout(-1)
            .setResetTimeout(RESET_MS)
            .setNotificationAddress(null);
    return CircuitBreaker.create(name, vertx, options)
        .failurePolicy(future -> future.failed() && Transport.countsAgainstNode(future.cause()));
  }
}
