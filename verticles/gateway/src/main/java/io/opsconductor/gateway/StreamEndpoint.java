package io.opsconductor.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/** Turns requests into WebSockets, and knows those that are open. One event loop. */
final class StreamEndpoint implements Endpoint {
  private final Vertx vertx;
  private final Origins origins;
  private final Authenticator authenticator;
  private final Tickets tickets;
  private final LogReader reader;
  private final StreamHub hub;
  private final GatewayConfig config;
  private final Set<StreamSocket> open = new HashSet<>();

  StreamEndpoint(
      Vertx vertx,
      Origins origins,
      Authenticator authenticator,
      Tickets tickets,
      LogReader reader,
      StreamHub hub,
      GatewayConfig config) {
    this.vertx = vertx;
    this.origins = origins;
    this.authenticator = authenticator;
    this.tickets = tickets;
    this.reader = reader;
    this.hub = hub;
    this.config = config;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      request.response().putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
      throw HttpProblem.UPGRADE_REQUIRED.because("This path speaks WebSocket");
    }
    if (!origins.mayStream(request)) {
      throw HttpProblem.ORIGIN_REFUSED.because("Pages of this origin may not open a stream");
    }
    return request.toWebSocket().onSuccess(socket -> opened(socket, exchange));
  }

  private void opened(ServerWebSocket socket, Exchange exchange) {
    StreamSocket[] self = new StreamSocket[1];
    self[0] =
        new StreamSocket(
            vertx, socket, authenticator, tickets, reader, hub, config, () -> open.remove(self[0]));
    open.add(self[0]);
    self[0].open(exchange.accessToken(), exchange.session());
  }

  /** Tells every client to go to another node. */
  void goAway() {
    new ArrayList<>(open).forEach(StreamSocket::goAway);
  }
}
