package io.opsconductor.gateway;

import io.vertx.core.http.HttpServerRequest;

/** How often one client may try to sign in. Shared by all instances of a node. */
final class ClientLimits {
  private final RateLimiter limiter;
  private final ClientAddresses addresses;

  ClientLimits(RateLimiter limiter, ClientAddresses addresses) {
    this.limiter = limiter;
    this.addresses = addresses;
  }

  /** Counts a request; refuses it with {@code too_many_requests} when there were too many. */
  void check(HttpServerRequest request) {
    int wait = limiter.take(addresses.of(request));
    if (wait > 0) {
      throw new HttpProblemException(
          HttpProblem.TOO_MANY_REQUESTS, "Too many sign-ins from this address; wait", wait);
    }
  }
}
