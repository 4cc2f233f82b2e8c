package io.opsconductor.gateway;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;

/**
 * Saves a new version of a job, if the one that was edited is still the current one: 428 when the
 * client does not say which that was, 412 when it is not.
 */
final class UpdateJobEndpoint implements Endpoint {
  private final BusClient bus;

  UpdateJobEndpoint(BusClient bus) {
    this.bus = bus;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    Integer expected = IfMatch.version(exchange);
    UpdateJob request = new UpdateJob(exchange.id(), exchange.body(JobInput.class), expected);
    return bus.sendRaw(
            JobOperations.UPDATE, Wire.encode(request), exchange.origin(JobOperations.UPDATE))
        .map(
            reply -> {
              Render.versioned(Render.json(200)).accept(exchange, reply);
              return null;
            });
  }
}
