package io.opsconductor.gateway;

import io.opsconductor.contracts.Operation;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One bus call: the request as JSON from path, query and body, and the answer from the reply, which
 * is passed on as it came wherever it is what the client gets.
 *
 * @param asGateway whether the gateway speaks for itself, because nobody is signed in
 */
record BusEndpoint(
    BusClient bus,
    Operation<?, ?> operation,
    boolean asGateway,
    Function<Exchange, Buffer> request,
    BiConsumer<Exchange, Buffer> render)
    implements Endpoint {
  @Override
  public Future<?> handle(Exchange exchange) {
    String token = asGateway ? bus.own(operation).token() : exchange.session().contextToken();
    return bus.sendRaw(operation, request.apply(exchange), exchange.origin(operation, token))
        .map(
            reply -> {
              render.accept(exchange, reply);
              return null;
            });
  }
}
