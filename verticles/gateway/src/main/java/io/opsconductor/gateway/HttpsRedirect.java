package io.opsconductor.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port without TLS that sends everybody to the one with TLS, and answers nothing else. */
final class HttpsRedirect {
  private static final int HTTPS = 443;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int IDLE_SECONDS = 10;

  /** A name, an IPv4 address, or an IPv6 address in brackets; with or without a port. */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  private final int port;

  private HttpsRedirect(int port) {
    this.port = port;
  }

  /**
   * Listens.
   *
   * @param target port to which requests are sent
   */
  static Future<HttpServer> listen(Vertx vertx, String bind, int port, int target) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(MAX_LINE_BYTES)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return vertx
        .createHttpServer(options)
        .requestHandler(new HttpsRedirect(target)::answer)
        .listen(port, bind);
  }

  private void answer(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    Matcher parts = HOST.matcher(host == null ? "" : host);
    String path = request.uri();
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    if (!parts.matches() || !path.startsWith("/")) {
      request.response().setStatusCode(400).end();
      return;
    }
    String authority = parts.group(1) + (port == HTTPS ? "" : ":" + port);
    request
        .response()
        .setStatusCode(308)
        .putHeader(HttpHeaders.LOCATION, "https://" + authority + path)
        .end();
  }
}
