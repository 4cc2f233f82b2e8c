package io.opsconductor.platform.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opsconductor.contracts.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code opsconductor_operation_seconds{operation,outcome}} and {@code
 * opsconductor_operations_refused_total}.
 */
public final class OperationMetrics {
  private final MeterRegistry registry;
  private final Map<String, Map<String, Timer>> timers = new ConcurrentHashMap<>();

  public OperationMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void served(Operation<?, ?> operation, String outcome, long nanos) {
    timers
        .computeIfAbsent(operation.address(), address -> new ConcurrentHashMap<>())
        .computeIfAbsent(outcome, code -> timer(operation.address(), code))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void refused(Operation<?, ?> operation) {
    Counter.builder("opsconductor.operations.refused")
        .description("Requests refused because the instance had as many in hand as it takes")
        .tag("operation", operation.address())
        .register(registry)
        .increment();
  }

  private Timer timer(String address, String outcome) {
    return Timer.builder("opsconductor.operation")
        .description("Time to serve an operation of the bus")
        .tag("operation", address)
        .tag("outcome", outcome)
        .register(registry);
  }
}
