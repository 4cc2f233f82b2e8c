package io.opsconductor.gateway;

import io.opsconductor.contracts.auth.SessionClient;
import io.vertx.core.http.HttpServerRequest;

/** How often one client may try to sign in. Shared by all instances of a node. */
final class ClientLimits {
  /** Of an address, in characters: a proxy may send anything. */
  private static final int MOST = 64;

  private final RateLimiter limiter;
  private final ClientAddresses addresses;

  ClientLimits(RateLimiter limiter, ClientAddresses addresses) {
    this.limiter = limiter;
    this.addresses = addresses;
  }

  /** What is seen of a client whose token is looked at. */
  SessionClient client(HttpServerRequest request) {
    return SessionClient.of(null, addresses.of(request));
  }

  /** From where a request comes, for what is told of it; null when it is not known. */
  String address(HttpServerRequest request) {
    String address = addresses.of(request);
    return address.isEmpty() ? null : address.substring(0, Math.min(address.length(), MOST));
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
