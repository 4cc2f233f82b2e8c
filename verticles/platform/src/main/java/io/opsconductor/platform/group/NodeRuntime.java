package io.opsconductor.platform.group;

import io.micrometer.core.instrument.MeterRegistry;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.node.NodeStatus;
import io.opsconductor.platform.bus.Breakers;
import io.opsconductor.platform.bus.NodeDirectory;
import io.opsconductor.platform.bus.OperationMetrics;
import io.opsconductor.platform.config.Section;
import io.opsconductor.platform.context.AnnouncedKeys;
import io.opsconductor.platform.context.ContextVerifier;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.denial.Denial;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The groups of this process: started, scaled, drained and stopped here. All methods block. */
public final class NodeRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);

  private final NodeParts node;
  private final Map<String, RunningGroup> groups = new ConcurrentSkipListMap<>();

  /**
   * A node without groups.
   *
   * @param epoch changes with each start of the process
   * @param liveNodes ids of the nodes that are members now, this one included
   */
  public NodeRuntime(
      Vertx vertx,
      String nodeId,
      String epoch,
      String version,
      Supplier<Set<String>> liveNodes,
      MeterRegistry metrics,
      Clock clock) {
    AnnouncedKeys keys = new AnnouncedKeys(() -> groups.values().iterator().next().bus());
    this.node =
        new NodeParts(
            nodeId,
            epoch,
            version,
            clock.instant(),
            vertx,
            new NodeDirectory(vertx, nodeId, epoch, liveNodes),
            new Breakers(vertx),
            new ContextVerifier(vertx, keys, clock),
            new OperationMetrics(metrics),
            metrics,
            clock,
            new NodeHealth());
  }

  /** Follows the directory and serves what operators ask of this node. */
  public void start() {
    node.directory().start().await();
    node.vertx()
        .deployVerticle(
            new NodeVerticle(this, node),
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .await();
  }

  /**
   * Builds and starts a group. Its database must be migrated.
   *
   * @param database empty for a group that owns none
   */
  public void startGroup(
      ServiceGroup group, int instances, Optional<DatabaseSettings> database, Section config) {
    RunningGroup running = new RunningGroup(node, group, database, config);
    groups.put(group.name(), running);
    running.start(instances);
    LOG.atInfo()
        .addKeyValue("group", group.name())
        .addKeyValue("instances", instances)
        .log("Started");
  }

  /** What the node itself refused is told by any of its groups. */
  void refused(Denial denial) {
    groups.values().stream().findFirst().ifPresent(group -> group.denials().add(denial));
  }

  /** Whether auth knows the keys of all groups, so that what they ask is answered. */
  public boolean keysAnnounced() {
    return groups.values().stream().allMatch(RunningGroup::keyAnnounced);
  }

  public NodeHealth health() {
    return node.health();
  }

  public NodeDirectory directory() {
    return node.directory();
  }

  public Breakers breakers() {
    return node.breakers();
  }

  /** The node as it sees itself. */
  public NodeStatus status() {
    return new NodeStatus(
        node.nodeId(),
        node.epoch(),
        node.health().state().name().toLowerCase(Locale.ROOT),
        node.version(),
        node.startedAt(),
        groups.values().stream().map(RunningGroup::status).toList(),
        node.breakers().notClosed());
  }

  /** Deploys or undeploys instances of a group that this node has. */
  public NodeStatus scale(String group, int instances) {
    RunningGroup running = groups.get(group);
    if (running == null) {
      throw new OpsException(
          ErrorCode.NOT_FOUND, "The node " + node.nodeId() + " does not have the group " + group);
    }
    running.scale(instances);
    LOG.atInfo().addKeyValue("group", group).addKeyValue("instances", instances).log("Scaled");
    return status();
  }

  /**
   * Takes no new work from others; answers at once and finishes what is in hand in the background.
   */
  public NodeStatus drain() {
    if (node.health().state() != NodeHealth.State.DRAINING) {
      node.health().becomes(NodeHealth.State.DRAINING);
      node.directory().drain().await();
      groups.values().forEach(group -> Thread.ofVirtual().name("drain").start(group::drain));
    }
    return status();
  }

  /** Drains every group, then stops all, the ones that own data last. */
  public void stop() {
    node.health().becomes(NodeHealth.State.DRAINING);
    node.directory().drain().await();
    List<Thread> drains = new ArrayList<>();
    for (RunningGroup group : groups.values()) {
      drains.add(Thread.ofVirtual().name("drain-" + group.name()).start(group::drain));
    }
    drains.forEach(NodeRuntime::join);
    List<RunningGroup> order = new ArrayList<>(groups.values());
    order.sort((a, b) -> Integer.compare(rank(a.name()), rank(b.name())));
    order.forEach(RunningGroup::stop);
    groups.clear();
    node.directory().stop().await();
  }

  private static int rank(String group) {
    return switch (group) {
      case "gateway" -> 0;
      case "workers" -> 1;
      case "audit" -> 8;
      case "auth" -> 9;
      default -> 5;
    };
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
