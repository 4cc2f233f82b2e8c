package io.opsconductor.platform.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code opsconductor_operation_seconds{operation,outcome}}, {@code
 * opsconductor_operations_refused_total{operation}} and {@code
 * opsconductor_reads_allowed_total{operation,role}}.
 */
public final class OperationMetrics {
  private static final Set<String> READS =
      Set.of("get", "list", "read", "search", "summary", "explain", "describe");

  /** Those that are built in, the mightiest first. */
  private static final List<String> ROLES =
      List.of("admin", "manager", "operator", "auditor", "viewer");

  private final MeterRegistry registry;
  private final Map<String, Map<String, Counter>> reads = new ConcurrentHashMap<>();
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

  /**
   * Counts what users were let read: reads are no events. The role is the first that the user has
   * of those that are built in, so that there are few series.
   */
  void allowed(Operation<?, ?> operation, CallerContext caller) {
    if (caller.user().isPresent() && READS.contains(verb(operation.address()))) {
      String role = role(caller.user().get().roles());
      reads
          .computeIfAbsent(operation.address(), address -> new ConcurrentHashMap<>())
          .computeIfAbsent(role, of -> reads(operation.address(), of))
          .increment();
    }
  }

  private static String verb(String address) {
    return address.substring(address.lastIndexOf('.') + 1);
  }

  private static String role(List<String> roles) {
    return ROLES.stream().filter(roles::contains).findFirst().orElse("other");
  }

  private Counter reads(String address, String role) {
    return Counter.builder("opsconductor.reads.allowed")
        .description("Reads that users were allowed")
        .tag("operation", address)
        .tag("role", role)
        .register(registry);
  }

  private Timer timer(String address, String outcome) {
    return Timer.builder("opsconductor.operation")
        .description("Time to serve an operation of the bus")
        .tag("operation", address)
        .tag("outcome", outcome)
        .register(registry);
  }
}
