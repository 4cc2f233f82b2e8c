package io.opsconductor.gateway;

import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.bus.Trace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers of the API, all with the same headers of safety and of tracing. */
final class Answers {
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  static final CharSequence BYTES = HttpHeaders.createOptimized("application/octet-stream");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
  private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence CSP_NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence SNIFF = HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence FRAME = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

  private static final CharSequence AUTHENTICATE = HttpHeaders.createOptimized("WWW-Authenticate");

  private Answers() {}

  static void json(Exchange exchange, int status, Buffer body) {
    begin(exchange.request(), exchange.trace(), status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(body);
  }

  static void empty(Exchange exchange, int status) {
    begin(exchange.request(), exchange.trace(), status).end();
  }

  /** Renders a failure; does nothing when an answer was begun or the client has gone. */
  static void problem(HttpServerRequest request, Trace trace, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    begin(request, trace, problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    if (problem.status() == 401) {
      boolean sent = RequestToken.isIn(request);
      response.putHeader(
          AUTHENTICATE, sent ? "Bearer realm=\"opsconductor\", error=\"invalid_token\"" : "Bearer");
    }
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
    }
    response.end(Wire.encode(problem));
  }

  /** The head of an answer, for more headers and a body. */
  static HttpServerResponse begin(HttpServerRequest request, Trace trace, int status) {
    HttpServerResponse response = request.response().setStatusCode(status);
    response
        .headers()
        .set(REQUEST_ID, trace.traceId())
        .set(TRACEPARENT, trace.traceparent())
        .set(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .set(CSP, CSP_NOTHING)
        .set(SNIFF, NO_SNIFF)
        .set(FRAME, DENY)
        .set(REFERRER, NO_REFERRER);
    return response;
  }
}
