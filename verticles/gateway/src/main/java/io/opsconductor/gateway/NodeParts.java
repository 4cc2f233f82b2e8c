package io.opsconductor.gateway;

import io.opsconductor.platform.health.ManagementEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the instances of a node share: also the port, when any free one was asked for. */
final class NodeParts {
  private final int configuredPort;
  private final String bind;
  private final ManagementEndpoints management;
  private final ClientLimits limits;
  private final StreamHub hub;
  private final EndedSessions ended;
  private final CompletableFuture<Integer> port;
  private final Optional<TlsFiles> tls;
  private final Console console = new Console();
  private final AtomicBoolean redirecting = new AtomicBoolean();

  NodeParts(
      int configuredPort,
      String bind,
      ManagementEndpoints management,
      ClientLimits limits,
      StreamHub hub,
      EndedSessions ended,
      CompletableFuture<Integer> port,
      Optional<TlsFiles> tls) {
    this.configuredPort = configuredPort;
    this.bind = bind;
    this.management = management;
    this.limits = limits;
    this.hub = hub;
    this.ended = ended;
    this.port = port;
    this.tls = tls;
  }

  /**
   * To listen on. Instances share a port only by its number, so a free one is looked for before the
   * first of them listens; it may be taken by then, and the next call gives another.
   */
  int port() {
    Integer known = port.getNow(null);
    if (known != null) {
      return known;
    }
    return configuredPort == 0 ? anyFree() : configuredPort;
  }

  private int anyFree() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(bind))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free at " + bind, e);
    }
  }

  void listening(int actual) {
    port.complete(actual);
  }

  /** The certificate; empty without TLS. */
  Optional<TlsFiles> tls() {
    return tls;
  }

  /** True for the first that asks: one port that redirects is enough. */
  boolean mayRedirect() {
    return redirecting.compareAndSet(false, true);
  }

  Console console() {
    return console;
  }

  ManagementEndpoints management() {
    return management;
  }

  ClientLimits limits() {
    return limits;
  }

  StreamHub hub() {
    return hub;
  }

  EndedSessions ended() {
    return ended;
  }
}
