package io.opsconductor.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Time and outcome of requests by operation. One event loop. */
final class RequestMetrics {
  private static final String NAME = "opsconductor_http_request";

  private final MeterRegistry registry;
  private final Map<String, Timer[]> timers = new HashMap<>();

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts the request when its answer has gone out. */
  void watch(HttpServerRequest request, String operationId) {
    long begun = System.nanoTime();
    request
        .response()
        .endHandler(
            ended ->
                timer(operationId, request.response().getStatusCode() / 100)
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
  }

  private Timer timer(String operationId, int statusClass) {
    Timer[] ofOperation = timers.computeIfAbsent(operationId, id -> new Timer[6]);
    int index = Math.clamp(statusClass, 0, 5);
    if (ofOperation[index] == null) {
      ofOperation[index] =
          Timer.builder(NAME)
              .description("From the head of a request to the end of its answer")
              .tag("operation", operationId)
              .tag("status", index + "xx")
              .register(registry);
    }
    return ofOperation[index];
  }
}
