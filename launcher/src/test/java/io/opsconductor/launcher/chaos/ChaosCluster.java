package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Node;
import io.opsconductor.testkit.ChaosProxy;
import io.opsconductor.testkit.LinkCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three nodes with all groups over one data directory. What they say to each other passes proxies:
 * each tells the others an address at which a proxy stands.
 */
final class ChaosCluster implements AutoCloseable {

  static final int NODES = 3;

  private static final String BOUND = "127.0.0.1";
  private static final String TOLD = "127.0.3.";
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Path directory;
  private final List<Integer> clusterPorts = new ArrayList<>();
  private final List<Integer> busPorts = new ArrayList<>();
  private final List<ChaosProxy> proxies = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> ended = new ArrayList<>();

  ChaosCluster(Path directory, long seed) {
    this.directory = directory;
    for (int node = 0; node < NODES; node++) {
      clusterPorts.add(freePort());
      busPorts.add(freePort());
      for (int port : List.of(clusterPorts.getLast(), busPorts.getLast())) {
        proxies.add(
            ChaosProxy.open(at(TOLD + (node + 1), port), at(BOUND, port), seed + proxies.size()));
      }
    }
  }

  static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts all, the first one before the others. */
  void start() {
    for (int node = 0; node < NODES; node++) {
      nodes.add(launch(node, List.of()));
      if (node == 0) {
        awaitReady(node);
      }
    }
    awaitAllReady();
  }

  private Node launch(int node, List<String> jvm) {
    return Node.launch(
        directory.resolve("data"),
        Map.of(),
        jvm,
        "--node-id",
        Fault.name(node),
        "--cluster-bind",
        BOUND,
        "--cluster-advertised-address",
        TOLD + (node + 1),
        "--cluster-port",
        Integer.toString(clusterPorts.get(node)),
        "--cluster-bus-port",
        Integer.toString(busPorts.get(node)));
  }

  Node node(int number) {
    return nodes.get(number);
  }

  /** Nodes that take work, as far as they said. */
  synchronized List<Integer> ready() {
    return IntStream.range(0, nodes.size())
        .filter(number -> nodes.get(number).isReady())
        .boxed()
        .toList();
  }

  /** Gateways that are up, as far as their nodes said. */
  List<String> urls() {
    return ready().stream().map(number -> nodes.get(number).url()).toList();
  }

  void kill(int number) {
    nodes.get(number).kill();
  }

  /** Ends everything that still runs, database included, and starts nothing again. */
  synchronized void killAll() {
    nodes.stream().filter(Node::isAlive).forEach(Node::kill);
    killDatabase();
  }

  /** Starts a node that has ended, with further options of the JVM. */
  synchronized void restart(int number, List<String> jvm) {
    ended.add(nodes.get(number));
    nodes.set(number, launch(number, jvm));
  }

  void awaitReady(int number) {
    await(
        LONGEST_START,
        () -> nodes.get(number).isReady() || !nodes.get(number).isAlive(),
        () -> "node " + Fault.name(number) + " is not ready: " + nodes.get(number).output());
    if (!nodes.get(number).isAlive()) {
      throw new IllegalStateException(
          "Node %s ended at its start:%n%s"
              .formatted(Fault.name(number), nodes.get(number).output()));
    }
  }

  void awaitAllReady() {
    IntStream.range(0, NODES).forEach(this::awaitReady);
  }

  /** Until so many take work. */
  void awaitReadyNodes(int number) {
    await(
        LONGEST_START, () -> ready().size() >= number, () -> "fewer than " + number + " are ready");
  }

  static void await(Duration longest, BooleanSupplier reached, Supplier<String> what) {
    long end = System.nanoTime() + longest.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not within " + longest + ": " + what.get());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  void silenceBus() {
    proxies.forEach(proxy -> proxy.condition(LinkCondition.NORMAL.swallowing()));
  }

  void healBus() {
    proxies.forEach(ChaosProxy::heal);
  }

  /** Kills all of the database's processes, as a power cut would. */
  void killDatabase() {
    List<ProcessHandle> processes =
        postmaster().stream()
            .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
            .toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private Optional<ProcessHandle> postmaster() {
    try (Stream<String> lines =
        Files.lines(directory.resolve("data/postgres/data/postmaster.pid"))) {
      // a server that was killed leaves the file, and its number may be somebody else's by now
      return lines
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .filter(server -> server.info().command().orElse("").endsWith("postgres"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The executions service's database. */
  Connection database() throws SQLException {
    try {
      Path data = directory.resolve("data");
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:%s/opsconductor_executions"
              .formatted(Files.readString(data.resolve("postgres/port")).strip()),
          "opsconductor_executions",
          Files.readString(data.resolve("secrets/database-executions.password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What every node ever wrote that speaks of a defect. */
  synchronized List<String> errors() {
    return Stream.concat(ended.stream(), nodes.stream())
        .flatMap(node -> node.errors().stream())
        .toList();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.signal("CONT"));
    healBus();
    nodes.parallelStream().forEach(Node::close);
    proxies.forEach(ChaosProxy::close);
  }
}
