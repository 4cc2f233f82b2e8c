package io.opsconductor.launcher;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opsconductor.launcher.config.LauncherConfig.ManagementAddress;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.group.NodeHealth;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** Health and metrics of a node, without a token. */
final class ManagementServer {

  private final HttpServer server;

  private ManagementServer(HttpServer server) {
    this.server = server;
  }

  /**
   * What it tells of.
   *
   * @param vertx that serves it
   * @param health of the node
   * @param metrics of the node
   */
  record Source(Vertx vertx, NodeHealth health, PrometheusMeterRegistry metrics) {}

  static ManagementServer start(ManagementAddress address, Source source) {
    HttpServer server =
        source.vertx().createHttpServer().requestHandler(request -> answer(request, source));
    try {
      return new ManagementServer(server.listen(address.port().orElse(0), address.bind()).await());
    } catch (RuntimeException e) {
      throw StartRefused.because(
          "Health and metrics cannot listen on %s port %d: %s. Choose another with --management-port."
              .formatted(address.bind(), address.port().orElse(0), e.getMessage()),
          e);
    }
  }

  int port() {
    return server.actualPort();
  }

  void close() {
    server.close().await();
  }

  private static void answer(HttpServerRequest request, Source source) {
    Vertx vertx = source.vertx();
    NodeHealth health = source.health();
    switch (request.path()) {
      case "/health/live" -> json(request, 200, new JsonObject().put("status", "up"));
      case "/health/ready" ->
          vertx
              .executeBlocking(health::ask, false)
              .onSuccess(checks -> ready(request, health, checks))
              .onFailure(e -> json(request, 503, new JsonObject().put("status", "unknown")));
      case "/metrics" ->
          vertx
              .executeBlocking(source.metrics()::scrape, false)
              .onSuccess(
                  text ->
                      request
                          .response()
                          .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                          .end(text))
              .onFailure(e -> request.response().setStatusCode(500).end());
      default -> json(request, 404, new JsonObject().put("status", "not found"));
    }
  }

  private static void ready(
      HttpServerRequest request, NodeHealth health, Map<String, Boolean> checks) {
    boolean ready = health.state() == NodeHealth.State.READY && !checks.containsValue(false);
    JsonObject parts = new JsonObject();
    checks.forEach((part, works) -> parts.put(part, works ? "up" : "down"));
    String state = health.state().name().toLowerCase(Locale.ROOT);
    json(request, ready ? 200 : 503, new JsonObject().put("status", state).put("checks", parts));
  }

  private static void json(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}
