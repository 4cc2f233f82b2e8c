package io.opsconductor.gateway;

import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.health.ManagementEndpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The group {@code gateway}: REST, WebSocket, docs, probes and metrics on one port. */
public final class GatewayGroup implements ServiceGroup {
  private static final Duration LOOK_AT_FILES = Duration.ofSeconds(2);

  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final CompletableFuture<Integer> redirectPort = new CompletableFuture<>();

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

  /** The port that redirects to the one with TLS; complete once it is listened on, if ever. */
  public CompletableFuture<Integer> redirectPort() {
    return redirectPort.copy();
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
    Optional<TlsFiles> tls = tls(context, config);
    NodeParts node =
        new NodeParts(config.port(), config.bind(), management, limits, hub, ended, port, tls);
    List<Background> background = new ArrayList<>(List.of(hub, ended));
    tls.ifPresent(
        files -> background.add(new PeriodicTask("gateway-tls", LOOK_AT_FILES, files::look)));
    return GroupParts.of(
            () -> new GatewayVerticle(context, config, node, redirectPort),
            background.toArray(Background[]::new))
        .onEventLoop();
  }

  private static Optional<TlsFiles> tls(GroupContext context, GatewayConfig config) {
    if (!config.tls()) {
      return Optional.empty();
    }
    TlsFiles files =
        new TlsFiles(
            context.vertx(),
            Path.of(config.tlsCertificate()),
            Path.of(config.tlsKey()),
            context.clock());
    context.health().warn("gateway-tls", files::warning);
    return Optional.of(files);
  }
}
