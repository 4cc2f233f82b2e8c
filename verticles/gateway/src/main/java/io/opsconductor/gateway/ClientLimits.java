package io.opsconductor.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** How often one client may try to sign in. Shared by all instances of a node. */
final class ClientLimits {
  private final RateLimiter limiter;
  private final boolean trustForwarded;

  ClientLimits(RateLimiter limiter, boolean trustForwarded) {
    this.limiter = limiter;
    this.trustForwarded = trustForwarded;
  }

  /** Counts a request; refuses it with {@code too_many_requests} when there were too many. */
  void check(HttpServerRequest request) {
    int wait = limiter.take(address(request));
    if (wait > 0) {
      throw new HttpProblemException(
          HttpProblem.TOO_MANY_REQUESTS, "Too many sign-ins from this address; wait", wait);
    }
  }

  private String address(HttpServerRequest request) {
    List<String> forwarded =
        trustForwarded ? request.headers().getAll("X-Forwarded-For") : List.of();
    if (!forwarded.isEmpty()) {
      String last = forwarded.getLast();
      return last.substring(last.lastIndexOf(',') + 1).strip();
    }
    return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
  }
}
