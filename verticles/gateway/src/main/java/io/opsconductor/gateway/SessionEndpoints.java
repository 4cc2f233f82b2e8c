package io.opsconductor.gateway;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.EndSessions;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What concerns the caller's own sessions. */
final class SessionEndpoints {
  private static final String ENDED_BY_USER = "ended_by_user";

  private final BusClient bus;
  private final EndedSessions ended;
  private final Tickets tickets;

  /**
   * Who the caller is; {@code tokenId} when it came with an API token, {@code serviceAccount} when
   * it is no person.
   */
  private record Me(
      UUID id,
      String username,
      UUID organizationId,
      List<String> roles,
      List<String> permissions,
      UUID tokenId,
      Boolean serviceAccount) {}

  private record Ticket(String ticket, long expiresIn) {}

  SessionEndpoints(BusClient bus, EndedSessions ended, Tickets tickets) {
    this.bus = bus;
    this.ended = ended;
    this.tickets = tickets;
  }

  void addTo(Endpoints endpoints) {
    endpoints
        .and("me", this::me)
        .and("endSession", this::endSession)
        .and("endSessions", this::endSessions)
        .and("revokeToken", this::revokeToken)
        .and("jwks", this::jwks)
        .and("createTicket", this::createTicket);
  }

  private Future<?> me(Exchange exchange) {
    IssuedContext who = exchange.session().context();
    Me me =
        new Me(
            who.userId(),
            who.username(),
            who.organizationId(),
            who.roles(),
            who.permissions(),
            who.tokenId(),
            who.serviceAccount());
    Answers.json(exchange, 200, Wire.encode(me));
    return Future.succeededFuture();
  }

  private Future<?> endSession(Exchange exchange) {
    IdRequest request = new IdRequest(exchange.id());
    return bus.send(
            AuthOperations.END_SESSION, request, exchange.origin(AuthOperations.END_SESSION))
        .map(
            done -> {
              // Only now: of somebody else's session nothing may be dropped.
              ended.add(new SessionEnded(request.id(), ENDED_BY_USER));
              Answers.empty(exchange, 204);
              return null;
            });
  }

  private Future<?> revokeToken(Exchange exchange) {
    IdRequest request = new IdRequest(exchange.id());
    return bus.send(
            AuthOperations.REVOKE_TOKEN, request, exchange.origin(AuthOperations.REVOKE_TOKEN))
        .map(
            done -> {
              ended.add(new SessionEnded(request.id(), "token_revoked"));
              Answers.empty(exchange, 204);
              return null;
            });
  }

  private Future<?> endSessions(Exchange exchange) {
    EndSessions request = new EndSessions("current".equals(exchange.query("except")));
    return bus.send(
            AuthOperations.END_SESSIONS, request, exchange.origin(AuthOperations.END_SESSIONS))
        .map(
            done -> {
              if (!request.exceptCurrent()) {
                ended.add(new SessionEnded(exchange.session().id(), ENDED_BY_USER));
              }
              Answers.json(exchange, 200, Wire.encode(done));
              return null;
            });
  }

  private Future<?> jwks(Exchange exchange) {
    return WellKnown.ask(bus)
        .map(
            keys -> {
              Answers.json(exchange, 200, keys);
              return null;
            });
  }

  private Future<?> createTicket(Exchange exchange) {
    return tickets
        .issue(exchange.accessToken())
        .map(
            ticket -> {
              Answers.json(
                  exchange, 201, Wire.encode(new Ticket(ticket, Tickets.LIFETIME.toSeconds())));
              return null;
            });
  }
}
