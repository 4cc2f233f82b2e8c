package io.opsconductor.gateway;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Origin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** Ends the session of the access token, that of the cookie, or both, and takes the cookie away. */
final class LogoutEndpoint implements Endpoint {
  private static final String LOGOUT = "logout";

  private final BusClient bus;
  private final EndedSessions ended;
  private final ClientLimits limits;
  private final RefreshCookie cookie;
  private final ClientAddresses addresses;

  LogoutEndpoint(BusClient bus, NodeParts node, RefreshCookie cookie, ClientAddresses addresses) {
    this.bus = bus;
    this.ended = node.ended();
    this.limits = node.limits();
    this.cookie = cookie;
    this.addresses = addresses;
  }

  void addTo(Endpoints endpoints) {
    endpoints.and("logout", this);
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    Optional<String> token = cookie.read(exchange.request());
    if (token.isPresent()) {
      cookie.check(exchange.request());
    }
    if (exchange.session() == null) {
      limits.check(exchange.request());
    }
    return endOfToken(exchange)
        .compose(done -> endOfCookie(exchange, token.filter(RefreshCookie::mayBeToken)))
        .map(
            done -> {
              if (token.isPresent()) {
                cookie.clear(exchange.request());
              }
              Answers.empty(exchange, 204);
              return null;
            });
  }

  private Future<?> endOfToken(Exchange exchange) {
    if (exchange.session() == null) {
      return Future.succeededFuture();
    }
    return bus.send(AuthOperations.LOGOUT, Empty.INSTANCE, exchange.origin(AuthOperations.LOGOUT))
        .onSuccess(done -> ended.add(new SessionEnded(exchange.session().id(), LOGOUT)));
  }

  private Future<?> endOfCookie(Exchange exchange, Optional<String> token) {
    if (token.isEmpty()) {
      return Future.succeededFuture();
    }
    SessionClient client =
        SessionClient.of(exchange.header(HttpHeaders.USER_AGENT), addresses.of(exchange.request()));
    RefreshRequest request = new RefreshRequest(new SecretText(token.get()), client);
    Origin origin =
        exchange.origin(
            AuthOperations.LOGOUT_BY_TOKEN, bus.own(AuthOperations.LOGOUT_BY_TOKEN).token());
    return bus.send(AuthOperations.LOGOUT_BY_TOKEN, request, origin)
        .onSuccess(
            done -> {
              if (done.sessionId() != null) {
                ended.add(done);
              }
            });
  }
}
