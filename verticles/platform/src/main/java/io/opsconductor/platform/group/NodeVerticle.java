package io.opsconductor.platform.group;

import io.opsconductor.contracts.node.NodeOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

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
            node.clock(),
            MAX_IN_FLIGHT);
    server.serveHere(NodeOperations.STATUS, (request, call) -> runtime.status());
    server.serveHere(
        NodeOperations.SCALE,
        (request, call) -> runtime.scale(request.group(), request.instances()));
    server.serveHere(NodeOperations.DRAIN, (request, call) -> runtime.drain());
    return server.listening();
  }

  @Override
  public Future<?> stop() {
    return server.stop();
  }
}
