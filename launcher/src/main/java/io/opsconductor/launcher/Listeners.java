package io.opsconductor.launcher;

import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.home.DataDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where this node listens for people: the gateway's port, and health and metrics apart from it. */
final class Listeners {

  private static final String GATEWAY = "gateway";

  private final LauncherConfig config;
  private final Optional<GatewayPort> gateway;
  private final Optional<ManagementServer> management;

  private Listeners(
      LauncherConfig config, Optional<GatewayPort> gateway, Optional<ManagementServer> management) {
    this.config = config;
    this.gateway = gateway;
    this.management = management;
  }

  static Listeners open(LauncherConfig config, DataDirectory data, ManagementServer.Source source) {
    boolean hasGateway = config.groups().contains(GATEWAY);
    Optional<GatewayPort> gateway =
        hasGateway ? Optional.of(GatewayPort.choose(config.gateway(), data)) : Optional.empty();
    Optional<ManagementServer> management =
        hasGateway && config.management().port().isEmpty()
            ? Optional.empty()
            : Optional.of(ManagementServer.start(config.management(), source));
    return new Listeners(config, gateway, management);
  }

  /** The port that the gateway is to take; empty on a node without gateway. */
  Optional<Integer> gatewayPort() {
    return gateway.map(GatewayPort::number);
  }

  List<String> greeting() {
    List<String> lines = new ArrayList<>();
    gateway.ifPresent(
        port ->
            lines.add(
                "Console and API: "
                    + (config.gateway().tls().isPresent() ? "https" : "http")
                    + "://"
                    + address(config.gateway().bind(), port.number())));
    management.ifPresent(
        server ->
            lines.add(
                "Health and metrics: http://"
                    + address(config.management().bind(), server.port())));
    return lines;
  }

  void close() {
    management.ifPresent(ManagementServer::close);
    gateway.ifPresent(GatewayPort::close);
  }

  private static String address(String bind, int port) {
    return (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + port;
  }
}
