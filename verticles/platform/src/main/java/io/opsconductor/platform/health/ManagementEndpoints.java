package io.opsconductor.platform.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.group.NodeHealth;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}, the same in every process: on
 * the gateway's port, or on a port of their own.
 *
 * <ul>
 *   <li>live: 200 while the process can answer. It asks nothing else, so that a database that is
 *       down does not get a healthy process killed.
 *   <li>ready: 200 when the node is ready and every part of it works; 503 otherwise, also while it
 *       drains. The body names the parts, and what a person should look after although it works.
 *   <li>metrics: for Prometheus, for peers on the loopback only unless opened.
 * </ul>
 */
public final class ManagementEndpoints {
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";
  private static final String METRICS = "/metrics";
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Vertx vertx;
  private final NodeHealth health;
  private final Optional<PrometheusMeterRegistry> metrics;
  private final boolean metricsForAnyPeer;

  private record Readiness(boolean ready, Buffer body) {}

  /**
   * Endpoints that are not bound to a server yet.
   *
   * @param metrics the registry of the node; without a Prometheus one in it there are no metrics
   * @param metricsForAnyPeer whether peers elsewhere may scrape: only on an address for management
   */
  public ManagementEndpoints(
      Vertx vertx, NodeHealth health, MeterRegistry metrics, boolean metricsForAnyPeer) {
    this.vertx = vertx;
    this.health = health;
    this.metrics = prometheus(metrics);
    this.metricsForAnyPeer = metricsForAnyPeer;
  }

  /** Serves the three paths, and nothing else, on a port of their own. */
  public Future<HttpServer> listen(String host, int port) {
    return vertx
        .createHttpServer(new HttpServerOptions().setIdleTimeout(30))
        .requestHandler(
            request -> {
              if (!handle(request)) {
                answer(request, 404, "text/plain", Buffer.buffer("Not found\n"));
              }
            })
        .listen(port, host);
  }

  /** Answers a request for one of the three paths; false when it is for something else. */
  public boolean handle(HttpServerRequest request) {
    String path = request.path();
    if (!LIVE.equals(path) && !READY.equals(path) && !METRICS.equals(path)) {
      return false;
    }
    if (!READING.contains(request.method())) {
      request.response().putHeader("Allow", "GET, HEAD");
      answer(request, 405, "text/plain", Buffer.buffer("Only GET\n"));
      return true;
    }
    switch (path) {
      case LIVE -> answer(request, 200, "application/json", Buffer.buffer("{\"status\":\"up\"}"));
      case READY ->
          work(
              request,
              this::readiness,
              found -> answer(request, found.ready ? 200 : 503, "application/json", found.body));
      default -> scrape(request);
    }
    return true;
  }

  private void scrape(HttpServerRequest request) {
    if (!metricsForAnyPeer && !isLoopback(request.remoteAddress())) {
      answer(request, 403, "text/plain", Buffer.buffer("Only from this machine\n"));
    } else if (metrics.isEmpty()) {
      answer(request, 404, "text/plain", Buffer.buffer("No metrics are kept\n"));
    } else {
      work(
          request,
          () -> Buffer.buffer(metrics.get().scrape()),
          text -> answer(request, 200, METRICS_TYPE, text));
    }
  }

  /** Checks and scrapes may wait or take long, so they never run on the event loop. */
  private <T> void work(HttpServerRequest request, Callable<T> blocking, Consumer<T> then) {
    onVirtualThread(blocking)
        .onSuccess(then::accept)
        .onFailure(
            e ->
                answer(
                    request, 503, "application/json", Buffer.buffer("{\"status\":\"not_ready\"}")));
  }

  private <T> Future<T> onVirtualThread(Callable<T> blocking) {
    Promise<T> answer = Promise.promise();
    Context context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("management")
        .start(
            () -> {
              try {
                T value = blocking.call();
                context.runOnContext(back -> answer.complete(value));
              } catch (Exception e) {
                context.runOnContext(back -> answer.fail(e));
              }
            });
    return answer.future();
  }

  private Readiness readiness() {
    NodeHealth.State state = health.state();
    Map<String, String> checks = new LinkedHashMap<>();
    boolean works = true;
    for (Map.Entry<String, Boolean> part : health.ask().entrySet()) {
      checks.put(part.getKey(), part.getValue() ? "up" : "down");
      works &= part.getValue();
    }
    boolean ready = works && state == NodeHealth.State.READY;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", ready ? "ready" : "not_ready");
    body.put("state", state.name().toLowerCase(Locale.ROOT));
    body.put("checks", checks);
    Map<String, String> warnings = health.warnings();
    if (!warnings.isEmpty()) {
      body.put("warnings", warnings);
    }
    return new Readiness(ready, Wire.encode(body));
  }

  private static void answer(HttpServerRequest request, int status, String type, Buffer body) {
    HttpServerResponse response = request.response();
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader("Content-Type", type)
          .putHeader("Cache-Control", "no-store")
          .putHeader("X-Content-Type-Options", "nosniff")
          .end(body);
    }
  }

  private static boolean isLoopback(SocketAddress peer) {
    try {
      return peer != null
          && peer.hostAddress() != null
          && InetAddress.getByName(peer.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Optional<PrometheusMeterRegistry> prometheus(MeterRegistry registry) {
    return switch (registry) {
      case PrometheusMeterRegistry found -> Optional.of(found);
      case CompositeMeterRegistry many ->
          many.getRegistries().stream().flatMap(one -> prometheus(one).stream()).findFirst();
      default -> Optional.empty();
    };
  }
}
