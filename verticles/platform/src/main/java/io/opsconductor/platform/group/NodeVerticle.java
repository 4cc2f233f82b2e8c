package io.opsconductor.platform.group;

import io.opsconductor.contracts.node.NodeOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Serves what operators ask of this node, at its own address. */
final class NodeVerticle extends VerticleBase {
  private static final int MAX_IN_FLIGHT = 50;

  private final NodeRuntime runtime;
  private final NodeParts node;
  private OperationServer server;

  NodeVerticle(NodeRuntime runtime, NodeParts node) {
    this.runtime = runtime;
    this.node = node;
  }

  @Override
  public Future<?> start() {
    server =
        new OperationServer(
            node.vertx(),
            node.nodeId(),
            node.verifier(),
            node.operationMetrics(),
            runtime::refused,
            node.clock(),
            MAX_IN_FLIGHT);
    server.serveHere(NodeOperations.STATUS, (request, call) -> runtime.status());
    server.serveHere(
        NodeOperations.SCALE,
        (request, call) -> offContext(() -> runtime.scale(request.group(), request.instances())));
    server.serveHere(NodeOperations.DRAIN, (request, call) -> offContext(() -> runtime.drain()));
    return server.listening();
  }

  @Override
  public Future<?> stop() {
    return server.stop();
  }

  /**
   * Runs work that holds locks while it waits. Here a second request that wants the lock would stop
   * this verticle, and with it the answers that the first one waits for.
   */
  private static <T> T offContext(Supplier<T> work) {
    Promise<T> done = Promise.promise();
    Thread.ofVirtual()
        .name("node-operation")
        .start(
            () -> {
              try {
                done.complete(work.get());
              } catch (Throwable e) {
                done.fail(e);
              }
            });
    return done.future().await();
  }
}
