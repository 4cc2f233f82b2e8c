package io.opsconductor.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Which pages may use the API: those of this host, and those of the configured origins (CORS). A
 * request without an {@code Origin} does not come from a page.
 */
final class Origins {
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String HEADERS =
      "authorization, content-type, idempotency-key, if-match, traceparent";
  private static final String EXPOSED =
      "content-disposition, elided-bytes, etag, location, next-offset, retry-after, traceparent,"
          + " x-request-id";

  private final Set<String> allowed;

  Origins(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Whether the request is not from a page, or from one that may open streams and use cookies. */
  boolean isTrusted(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || allowed.contains(origin) || isOwn(origin, request);
  }

  /** Lets pages of allowed origins read the answer. */
  void mark(HttpServerRequest request) {
    String origin = allowed.isEmpty() ? null : request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && allowed.contains(origin)) {
      request
          .response()
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
          .putHeader(HttpHeaders.VARY, "Origin");
    }
  }

  /** Answers a question whether a request may be made; false when it is not one. */
  boolean preflight(HttpServerRequest request) {
    if (!HttpMethod.OPTIONS.equals(request.method())
        || request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) == null) {
      return false;
    }
    HttpServerResponse response = request.response().setStatusCode(204);
    if (response.headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    }
    response.end();
    return true;
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    // HTTP/2 has no header for it.
    HostAndPort own = request.authority();
    try {
      URI page = new URI(origin);
      // A page that came without TLS could have been put there by anybody on the way.
      boolean safe = !request.isSSL() || "https".equals(page.getScheme());
      return safe
          && own != null
          && own.host().equalsIgnoreCase(page.getHost())
          && port(own.port(), page) == port(page.getPort(), page);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static int port(int given, URI page) {
    int byDefault = "https".equals(page.getScheme()) ? 443 : 80;
    return given > 0 ? given : byDefault;
  }
}
