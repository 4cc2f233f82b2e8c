package io.opsconductor.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.node.NodeOperations;
import io.opsconductor.contracts.node.NodeStatus;
import io.opsconductor.contracts.node.ScaleGroup;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.NodeDirectory;
import io.opsconductor.platform.bus.Origin;
import io.vertx.core.Future;
import java.util.List;

/** What an operator asks of single nodes. */
final class ClusterEndpoints {
  private final BusClient bus;
  private final NodeDirectory directory;

  /**
   * The nodes.
   *
   * @param answeredBy which of them answers this request
   */
  private record NodeList(String answeredBy, List<NodeStatus> items) {}

  ClusterEndpoints(BusClient bus, NodeDirectory directory) {
    this.bus = bus;
    this.directory = directory;
  }

  void addTo(Endpoints endpoints) {
    endpoints
        .and("listNodes", this::listNodes)
        .and("scaleGroup", this::scaleGroup)
        .and("drainNode", this::drainNode);
  }

  private Future<?> listNodes(Exchange exchange) {
    Origin origin = exchange.origin(NodeOperations.STATUS);
    List<Future<NodeStatus>> asked =
        directory.nodes().stream().map(node -> status(node, origin)).toList();
    return Future.all(asked)
        .map(
            all -> {
              Answers.json(
                  exchange, 200, Wire.encode(new NodeList(directory.nodeId(), all.list())));
              return null;
            });
  }

  /** A node that does not answer is a member still, so it is listed and said to be unreachable. */
  private Future<NodeStatus> status(String node, Origin origin) {
    return bus.sendTo(node, NodeOperations.STATUS, Empty.INSTANCE, origin)
        .recover(
            failure ->
                failure instanceof OpsException e && !e.retryable()
                    ? Future.failedFuture(e)
                    : Future.succeededFuture(
                        new NodeStatus(
                            node, null, "unreachable", null, null, List.of(), List.of())));
  }

  private Future<?> scaleGroup(Exchange exchange) {
    int instances = exchange.body(JsonNode.class).path("instances").asInt();
    ScaleGroup request = new ScaleGroup(exchange.path("group"), instances);
    return ask(exchange, NodeOperations.SCALE, request, 200);
  }

  private Future<?> drainNode(Exchange exchange) {
    return ask(exchange, NodeOperations.DRAIN, Empty.INSTANCE, 202);
  }

  private <Q> Future<?> ask(
      Exchange exchange, Operation<Q, NodeStatus> operation, Q request, int status) {
    String node = exchange.path("node");
    if (!directory.nodes().contains(node)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "No node " + node + " is a member now");
    }
    return bus.sendTo(node, operation, request, exchange.origin(operation))
        .map(
            answer -> {
              Answers.json(exchange, status, Wire.encode(answer));
              return null;
            });
  }
}
