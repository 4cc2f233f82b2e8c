package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.SessionEnded;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
  private final EndedSessions ended;
  private final Runnable stopListening;

  StreamEndpoint(
      Vertx vertx,
      Origins origins,
      Authenticator authenticator,
      Tickets tickets,
      LogReader reader,
      NodeParts node,
      GatewayConfig config) {
    this.vertx = vertx;
    this.origins = origins;
    this.authenticator = authenticator;
    this.tickets = tickets;
    this.reader = reader;
    this.hub = node.hub();
    this.config = config;
    this.ended = node.ended();
    Context context = vertx.getOrCreateContext();
    this.stopListening = ended.listen(session -> context.runOnContext(here -> ended(session)));
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    Handshake.check(request);
    if (!origins.isTrusted(request)) {
      throw HttpProblem.ORIGIN_REFUSED.because("Pages of this origin may not open a stream");
    }
    if (open.size() >= config.maxStreams()) {
      throw new OpsException(ErrorCode.BUSY, "Too many streams are open here; try again");
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
    if (exchange.session() != null) {
      // It may have ended during the handshake, when this socket was not known yet.
      ended.find(exchange.session().id()).ifPresent(self[0]::sessionEnded);
    }
  }

  private void ended(SessionEnded session) {
    new ArrayList<>(open).forEach(socket -> socket.sessionEnded(session));
  }

  /** Tells every client to go to another node. */
  void goAway() {
    stopListening.run();
    new ArrayList<>(open).forEach(StreamSocket::goAway);
  }
}
