package io.opsconductor.platform.group;

import io.opsconductor.platform.bus.OperationServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * The bus edge of a service: an instance that serves its operations. Stopping it loses no request
 * in hand.
 */
public abstract class ServiceVerticle extends VerticleBase {

  private final GroupContext group;
  private volatile OperationServer server;

  protected ServiceVerticle(GroupContext group) {
    this.group = group;
  }

  /** Binds each operation to its use case. */
  protected abstract void serve(OperationServer server);

  @Override
  public Future<?> start() {
    server = group.server().get();
    serve(server);
    return server.listening();
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.stop();
  }
}
