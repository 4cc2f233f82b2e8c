package io.opsconductor.gateway;

import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.health.ManagementEndpoints;
import java.util.concurrent.CompletableFuture;

/** The group {@code gateway}: REST, WebSocket, docs, probes and metrics on one port. */
public final class GatewayGroup implements ServiceGroup {
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public int defaultInstances() {
    return 2;
  }

  /** The port that is listened on; complete once the first instance has started. */
  public CompletableFuture<Integer> port() {
    return port.copy();
  }

  @Override
  public GroupParts build(GroupContext context) {
    GatewayConfig config = context.config().as(GatewayConfig.class);
    ManagementEndpoints management =
        new ManagementEndpoints(context.vertx(), context.health(), context.metrics(), false);
    ClientLimits limits =
        new ClientLimits(
            new RateLimiter(config.signInsPerMinute(), System::nanoTime),
            new ClientAddresses(config.trustForwarded()));
    StreamHub hub = new StreamHub(context.vertx(), context.bus(), context.hints(), context.clock());
    EndedSessions ended = new EndedSessions(context.vertx(), context.hints());
    NodeParts node =
        new NodeParts(config.port(), config.bind(), management, limits, hub, ended, port);
    return GroupParts.of(() -> new GatewayVerticle(context, config, node), hub, ended)
        .onEventLoop();
  }
}
