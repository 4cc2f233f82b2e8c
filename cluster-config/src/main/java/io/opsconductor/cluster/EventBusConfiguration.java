package io.opsconductor.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The event bus between nodes: quick to notice a dead peer, and mutual TLS where it is configured.
 */
final class EventBusConfiguration {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  static final Duration PING_INTERVAL = Duration.ofSeconds(2);
  static final Duration PING_REPLY_TIMEOUT = Duration.ofSeconds(2);

  /** How long sent bytes may stay unacknowledged. Only the native transport of Linux can set it. */
  static final Duration TCP_USER_TIMEOUT = Duration.ofSeconds(4);

  private EventBusConfiguration() {}

  static EventBusOptions of(BusSecurity security, ResolvedEndpoint endpoint) {
    EventBusOptions options =
        new EventBusOptions()
            .setHost(endpoint.bindHost())
            .setPort(endpoint.busPort())
            .setClusterPublicHost(endpoint.advertised())
            .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
            .setClusterPingInterval(PING_INTERVAL.toMillis())
            .setClusterPingReplyInterval(PING_REPLY_TIMEOUT.toMillis())
            .setTcpUserTimeout(Math.toIntExact(TCP_USER_TIMEOUT.toMillis()));
    switch (security) {
      case BusSecurity.Plain plain -> options.setSsl(false);
      case BusSecurity.MutualTls tls -> secure(options, tls);
    }
    return options;
  }

  private static void secure(EventBusOptions options, BusSecurity.MutualTls tls) {
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertPath(readable("certificate", tls.certificate()))
                .addKeyPath(readable("key", tls.key())))
        .setTrustOptions(
            new PemTrustOptions().addCertPath(readable("certificate authority", tls.authority())));
  }

  private static String readable(String role, Path file) {
    Path absolute = file.toAbsolutePath();
    if (!Files.isReadable(absolute)) {
      throw new ClusterStartException(
          "The event bus's %s %s cannot be read: give a PEM file that this user can read"
              .formatted(role, absolute));
    }
    return absolute.toString();
  }
}
