package io.opsconductor.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opsconductor.cluster.ClusterNode;
import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.config.Section;
import io.opsconductor.platform.group.NodeHealth;
import io.opsconductor.platform.group.NodeRuntime;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.health.ManagementEndpoints;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: databases and cluster at the same time, then the groups. What was started is stopped in
 * the opposite order, also when the start fails half way.
 */
final class Server {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /** Whoever waits for the process, Kubernetes or a person, kills it after 30 seconds. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(29);

  private static final Duration KEYS_INTERVAL = Duration.ofMillis(10);
  private static final Duration KEYS_REMINDER = Duration.ofSeconds(10);

  private final LauncherConfig config;
  private final DataDirectory data;
  private final FirstAdministrator administrator;
  private final GroupCatalog catalog;
  private final List<ServiceGroup> groups;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<StopStep> started = new ArrayDeque<>();
  private final List<String> greeting = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);

  Server(LauncherConfig config) {
    this.config = config;
    this.data = DataDirectory.open(config.data());
    this.administrator = new FirstAdministrator(config.adminPassword(), data);
    this.catalog = new GroupCatalog(administrator::bootstrapped);
    this.groups = catalog.named(config.groups());
  }

  /** Starts everything and returns when the node can take work. */
  void start() {
    Databases databases = new Databases(config, data, groups, catalog.databases());
    push(new StopStep("databases", Duration.ofSeconds(10), databases::close));
    CompletableFuture<Void> storage =
        CompletableFuture.runAsync(databases::open, thread("databases"));
    CompletableFuture<ClusterNode> cluster =
        CompletableFuture.supplyAsync(this::join, thread("cluster"));
    ClusterNode node = await(cluster, storage);
    await(storage, cluster);
    databases.requireEnoughConnections(node.membership().members().size());
    Optional<DemoHosts> demo = startDemo();
    startGroups(node, databases);
    demo.ifPresent(hosts -> greeting.addAll(hosts.greeting()));
  }

  /** Lines for the person who started it. */
  List<String> greeting() {
    return greeting;
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Drains and stops, in {@link #STOP_TIMEOUT} at most. */
  void stop() {
    stopping.countDown();
    long end = System.nanoTime() + STOP_TIMEOUT.toNanos();
    for (StopStep step = nextStop(); step != null; step = nextStop()) {
      step.run(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  private StopStep nextStop() {
    synchronized (started) {
      return started.poll();
    }
  }

  private ClusterNode join() {
    ClusterNode node = ClusterStart.join(config.cluster(), config.nodeId(), data, metrics);
    push(new StopStep("cluster", Duration.ofSeconds(4), () -> node.close().await()));
    return node;
  }

  private void startGroups(ClusterNode node, Databases databases) {
    NodeRuntime runtime =
        new NodeRuntime(
            node.vertx(),
            node.identity().id(),
            node.identity().epoch().toString(),
            Release.version(),
            () ->
                node.membership().members().stream()
                    .map(member -> member.node().id())
                    .collect(Collectors.toSet()),
            metrics,
            Clock.systemUTC());
    push(new StopStep("groups", Duration.ofSeconds(22), runtime::stop));
    node.membership().onLeave(member -> runtime.breakers().forget(member.node().id()));
    runtime.start();
    Listeners listeners =
        Listeners.open(
            config, data, new ManagementEndpoints(node.vertx(), runtime.health(), metrics, true));
    push(new StopStep("listeners", Duration.ofSeconds(1), listeners::close));
    GroupSections sections =
        new GroupSections(config, data, administrator, listeners.gatewayPort());
    for (List<ServiceGroup> together : catalog.inOrder(groups)) {
      requireGoingOn();
      InParallel.run(
          together, group -> startGroup(runtime, group, databases, sections.of(group.name())));
    }
    awaitKeys(runtime);
    runtime.health().becomes(NodeHealth.State.READY);
    greeting.addAll(listeners.greeting(catalog.gatewayPort()));
    administrator.greeting().ifPresent(greeting::add);
  }

  /** Before the groups, so that the hosts live until the workers have let their tasks finish. */
  private Optional<DemoHosts> startDemo() {
    if (!config.demo()) {
      return Optional.empty();
    }
    DemoHosts hosts = DemoHosts.start(data);
    push(new StopStep("demo", Duration.ofSeconds(2), hosts::close));
    return Optional.of(hosts);
  }

  private void startGroup(
      NodeRuntime runtime, ServiceGroup group, Databases databases, Section section) {
    int instances = config.instances().getOrDefault(group.name(), group.defaultInstances());
    try {
      runtime.startGroup(group, instances, databases.of(group), section);
    } catch (StartRefused e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw StartRefused.usage(e.getMessage());
    } catch (Exception e) {
      LOG.atDebug().addKeyValue("group", group.name()).setCause(e).log("Cannot start");
      throw StartRefused.because(
          "The group " + group.name() + " cannot start: " + e.getMessage() + ".", e);
    }
  }

  /** Until auth knows this node's keys nobody believes it. */
  private void awaitKeys(NodeRuntime runtime) {
    long reminder = System.nanoTime() + KEYS_REMINDER.toNanos();
    while (!runtime.keysAnnounced()) {
      pause();
      requireGoingOn();
      if (System.nanoTime() - reminder > 0) {
        LOG.warn("Not ready yet: no node with the group auth answers");
        reminder = System.nanoTime() + KEYS_REMINDER.toNanos();
      }
    }
  }

  private void pause() {
    try {
      stopping.await(KEYS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting", e);
    }
  }

  private void requireGoingOn() {
    if (isStopping()) {
      throw new IllegalStateException("Told to end while starting");
    }
  }

  private static Executor thread(String part) {
    return command -> Thread.ofPlatform().name("start-" + part).start(command);
  }

  /** Waits for a part; when it fails, for the other one too, so that it can be stopped. */
  private static <T> T await(CompletableFuture<T> part, CompletableFuture<?> other) {
    try {
      return part.join();
    } catch (CompletionException e) {
      other.exceptionally(alsoFailed -> null).join();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void push(StopStep step) {
    synchronized (started) {
      started.push(step);
    }
  }
}
