package io.opsconductor.gateway;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Trace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;

/**
 * The public keys of access tokens at their well-known place (RFC 8615), for whoever verifies
 * tokens outside. They may be kept for less than lies between the making of a key and its first
 * use. One event loop.
 */
final class WellKnown {
  static final String JWKS = "/.well-known/jwks.json";
  private static final CharSequence KEEP = HttpHeaders.createOptimized("public, max-age=20");
  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final BusClient bus;
  private Future<Buffer> keys;
  private long askedAt;

  WellKnown(BusClient bus) {
    this.bus = bus;
  }

  /** Whether it is asked for something here; then {@link #answer} answers it. */
  static boolean isAskedFor(HttpServerRequest request) {
    return request.path().equals(JWKS);
  }

  Future<Void> answer(HttpServerRequest request, Trace trace) {
    if (!READING.contains(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      throw HttpProblem.METHOD_NOT_ALLOWED.because("The keys can only be read");
    }
    return keys()
        .compose(
            found ->
                Answers.begin(request, trace, 200)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Answers.JSON)
                    .putHeader(HttpHeaders.CACHE_CONTROL, KEEP)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                    .end(found));
  }

  /** Asked of auth at most every few seconds, however many want them. */
  private Future<Buffer> keys() {
    long now = System.nanoTime();
    boolean fresh = keys != null && !keys.failed() && now - askedAt < FRESH_NANOS;
    if (!fresh) {
      askedAt = now;
      keys = ask(bus);
    }
    return keys;
  }

  /** The JWK set (RFC 7517 §5) as it is now. */
  static Future<Buffer> ask(BusClient bus) {
    return bus.send(AuthOperations.LIST_KEYS, Empty.INSTANCE)
        .map(
            found ->
                Buffer.buffer("{\"keys\":[" + String.join(",", found.accessTokenKeys()) + "]}"));
  }
}
