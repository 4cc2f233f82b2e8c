package io.opsconductor.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts nodes. Blocks for about two seconds, so it must not be called on an event loop. */
public final class ClusteredVertx {

  private static final Logger LOG = LoggerFactory.getLogger(ClusteredVertx.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(75);

  private ClusteredVertx() {}

  /** Starts a node with Vert.x as it comes. */
  public static ClusterNode start(ClusterSettings settings) {
    return start(settings, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * Starts a node and returns when it has joined. Nodes over one data directory start one after the
   * other.
   *
   * @param options may set pools, metrics and the like; the event-bus options are this module's and
   *     are set afterwards
   * @param builder may add metrics or tracing; the options and the cluster manager are set
   *     afterwards
   * @throws ClusterStartException if it cannot; nothing is left running
   */
  public static ClusterNode start(
      ClusterSettings settings,
      UnaryOperator<VertxOptions> options,
      UnaryOperator<VertxBuilder> builder) {
    ResolvedEndpoint endpoint = ResolvedEndpoint.of(settings.endpoint());
    requireProtectedBus(settings, endpoint);
    logThroughSlf4j();
    VertxOptions vertxOptions =
        options
            .apply(new VertxOptions())
            .setPreferNativeTransport(true)
            .setEventBusOptions(EventBusConfiguration.of(settings.busSecurity(), endpoint));
    Launch launch =
        new Launch(settings, endpoint, builder.apply(Vertx.builder()).with(vertxOptions));
    return switch (settings.join()) {
      case JoinProfile.Loopback loopback -> startOver(loopback.directory(), launch);
      case JoinProfile.TcpIp tcpIp -> launch.node(List.of(), () -> {});
      case JoinProfile.Kubernetes kubernetes -> launch.node(List.of(), () -> {});
    };
  }

  /** Some of Hazelcast's loggers are made before it reads its configuration and look here only. */
  private static void logThroughSlf4j() {
    if (System.getProperty("hazelcast.logging.type") == null) {
      System.setProperty("hazelcast.logging.type", "slf4j");
    }
  }

  private static void requireProtectedBus(ClusterSettings settings, ResolvedEndpoint endpoint) {
    if (endpoint.isLocalOnly()) {
      return;
    }
    if (settings.join() instanceof JoinProfile.Loopback) {
      throw new ClusterStartException(
          ("The cluster of a data directory stays on this machine, but its bind address is %s:"
                  + " bind it to 127.0.0.1, or give a join list for a cluster of several machines")
              .formatted(endpoint.bindHost()));
    }
    if (settings.busSecurity() instanceof BusSecurity.Plain && !settings.insecureCluster()) {
      throw new ClusterStartException(
          ("The event bus on %s can be reached from other machines and has no mutual TLS, so anyone"
               + " there could command this cluster: give it a certificate, a key and a certificate"
               + " authority, bind it to 127.0.0.1, or accept the risk with --insecure-cluster")
              .formatted(endpoint.bindHost()));
    }
  }

  private static ClusterNode startOver(ClusterDirectory directory, Launch launch) {
    String nodeId = launch.settings().node().id();
    try (DirectoryLock held = directory.lockStart()) {
      LOG.trace("Starting under {}", held);
      Map<String, MemberAddress> live = directory.liveMembers();
      if (live.containsKey(nodeId)) {
        throw new ClusterStartException(
            "Node %s already runs over this data directory at %s: give this one another node id"
                .formatted(nodeId, live.get(nodeId)));
      }
      ClusterNode node = launch.node(live.values(), () -> directory.withdraw(nodeId));
      announce(directory, node);
      return node;
    } catch (IOException e) {
      throw new ClusterStartException(
          "The data directory's cluster files cannot be used: " + e.getMessage(), e);
    }
  }

  private static void announce(ClusterDirectory directory, ClusterNode node) throws IOException {
    try {
      directory.announce(node.identity().id(), node.address());
    } catch (IOException e) {
      node.close();
      throw e;
    }
  }

  /** Everything but the addresses of the others, which are read at the last moment. */
  private record Launch(ClusterSettings settings, ResolvedEndpoint endpoint, VertxBuilder builder) {

    ClusterNode node(Collection<MemberAddress> known, Runnable afterLeaving) {
      long begin = System.nanoTime();
      HazelcastClusterManager manager =
          new HazelcastClusterManager(HazelcastConfiguration.of(settings, endpoint, known));
      Vertx vertx = join(manager);
      HazelcastInstance hazelcast = manager.getHazelcastInstance();
      Membership membership = Membership.of(hazelcast);
      Address address = hazelcast.getCluster().getLocalMember().getAddress();
      LOG.info(
          "Node {} (epoch {}) is in cluster {} at {}:{} with {} members after {} ms, {} transport",
          settings.node().id(),
          settings.node().epoch(),
          settings.cluster().id(),
          address.getHost(),
          address.getPort(),
          membership.members().size(),
          Duration.ofNanos(System.nanoTime() - begin).toMillis(),
          vertx.isNativeTransportEnabled() ? "native" : "NIO");
      return new ClusterNode(
          vertx, membership, new MemberAddress(address.getHost(), address.getPort()), afterLeaving);
    }

    private Vertx join(HazelcastClusterManager manager) {
      try {
        return builder
            .withClusterManager(manager)
            .buildClustered()
            .toCompletionStage()
            .toCompletableFuture()
            .get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        abandon(manager);
        throw new ClusterStartException(failure(rootMessage(e)), e.getCause());
      } catch (TimeoutException e) {
        abandon(manager);
        throw new ClusterStartException(
            failure("no answer within " + START_TIMEOUT.toSeconds() + " s"), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        abandon(manager);
        throw new ClusterStartException(failure("interrupted"), e);
      }
    }

    private String failure(String reason) {
      return "The cluster node cannot start on %s (cluster port %s, bus port %s): %s. Check that the address and ports are free and the TLS files match"
          .formatted(endpoint.bindHost(), port(endpoint.port()), port(endpoint.busPort()), reason);
    }

    private static String port(int port) {
      return port == 0 ? "any" : Integer.toString(port);
    }

    private static String rootMessage(Throwable failure) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String message = root.getMessage();
      return message == null
          ? root.getClass().getSimpleName()
          : message.lines().findFirst().orElse("");
    }

    /** Vert.x may give up and leave its cluster manager running. */
    private static void abandon(HazelcastClusterManager manager) {
      HazelcastInstance hazelcast = manager.getHazelcastInstance();
      if (hazelcast != null) {
        hazelcast.getLifecycleService().terminate();
      }
    }
  }
}
