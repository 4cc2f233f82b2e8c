package io.opsconductor.platform.bus;

import io.opsconductor.contracts.Operation;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

  /** The state of every breaker that is not closed, by {@code address@node}. */
  public Map<String, String> notClosed() {
    Map<String, String> states = new TreeMap<>();
    breakers.forEach(
        (name, breaker) -> {
          if (breaker.state() != CircuitBreakerState.CLOSED) {
            states.put(name, breaker.state().name());
          }
        });
    return states;
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
