package io.opsconductor.gateway;

import io.vertx.core.http.HttpServerRequest;

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
    String forwarded = trustForwarded ? request.getHeader("X-Forwarded-For") : null;
    if (forwarded != null) {
      return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
    return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
  }
}
