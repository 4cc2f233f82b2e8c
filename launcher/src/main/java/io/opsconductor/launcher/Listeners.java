package io.opsconductor.launcher;

import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.config.LauncherConfig.GatewayAddress;
import io.opsconductor.launcher.config.LauncherConfig.ManagementAddress;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.health.ManagementEndpoints;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where this node listens for people: the gateway's port, and health and metrics apart from it. */
final class Listeners {

  private static final String GATEWAY = "gateway";

  private final LauncherConfig config;
  private final Optional<GatewayPort> gateway;
  private final Optional<HttpServer> management;

  private Listeners(
      LauncherConfig config, Optional<GatewayPort> gateway, Optional<HttpServer> management) {
    this.config = config;
    this.gateway = gateway;
    this.management = management;
  }

  /** Chooses the gateway's port, and begins to answer for health where that is apart. */
  static Listeners open(LauncherConfig config, DataDirectory data, ManagementEndpoints endpoints) {
    boolean hasGateway = config.groups().contains(GATEWAY);
    Optional<GatewayPort> gateway =
        hasGateway ? Optional.of(GatewayPort.choose(config.gateway(), data)) : Optional.empty();
    Optional<HttpServer> management =
        hasGateway && config.management().port().isEmpty()
            ? Optional.empty()
            : Optional.of(listen(endpoints, config.management()));
    return new Listeners(config, gateway, management);
  }

  /** The port that the gateway is to take; 0 for any free one. */
  int gatewayPort() {
    return gateway.map(GatewayPort::number).orElse(0);
  }

  /** The gateway's own address, once it listens. */
  Optional<String> url(CompletableFuture<Integer> port) {
    GatewayAddress address = config.gateway();
    return gateway.map(
        any ->
            (address.tls().isPresent() ? "https://" : "http://")
                + host(address.bind())
                + ":"
                + port.join());
  }

  /** Lines for the person who started the node. */
  List<String> greeting(CompletableFuture<Integer> port) {
    List<String> lines = new ArrayList<>();
    url(port).ifPresent(url -> lines.add("Console and API: " + url));
    management.ifPresent(
        server ->
            lines.add(
                "Health and metrics: http://"
                    + host(config.management().bind())
                    + ":"
                    + server.actualPort()));
    return lines;
  }

  void close() {
    management.ifPresent(server -> server.close().await());
    gateway.ifPresent(GatewayPort::close);
  }

  private static HttpServer listen(ManagementEndpoints endpoints, ManagementAddress address) {
    int port = address.port().orElse(0);
    try {
      return endpoints.listen(address.bind(), port).await();
    } catch (Exception e) {
      throw StartRefused.because(
          "Health and metrics cannot listen on "
              + address.bind()
              + " port "
              + port
              + ": "
              + e.getMessage()
              + ". Choose another with --management-port.",
          e);
    }
  }

  private static String host(String bind) {
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }
}
