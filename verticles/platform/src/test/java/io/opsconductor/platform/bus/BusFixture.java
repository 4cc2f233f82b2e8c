package io.opsconductor.platform.bus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.ErrorMessage;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.ContextVerifier;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.denial.Denial;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Several nodes on one event bus in one process, and the client of {@code node-a}. */
final class BusFixture implements AutoCloseable {
  static final Operation<IdRequest, IdRequest> ONCE =
      Operation.once(
              "ops.echo.v1.thing.change",
              IdRequest.class,
              IdRequest.class,
              Access.services("callers"))
          .withTimeout(Duration.ofSeconds(4));
  static final Operation<IdRequest, IdRequest> AGAIN =
      Operation.idempotent(
              "ops.echo.v1.thing.get", IdRequest.class, IdRequest.class, Access.services("callers"))
          .withTimeout(Duration.ofSeconds(4));
  static final IdRequest REQUEST = new IdRequest(Ids.next());

  final Vertx vertx = Vertx.vertx();
  final Set<String> live = ConcurrentHashMap.newKeySet();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final List<Denial> denials = new CopyOnWriteArrayList<>();
  final Breakers breakers = new Breakers(vertx);
  final NodeDirectory directory;
  final BusClient client;
  final ContextSigner signer;
  private final Map<String, ServiceKey> keys = new ConcurrentHashMap<>();
  private final Map<String, NodeDirectory> directories = new ConcurrentHashMap<>();

  BusFixture() {
    live.addAll(Set.of("node-a", "node-b", "node-c"));
    directory = directoryOf("node-a");
    signer = signer("callers");
    client = new BusClient(vertx, directory, breakers, signer, Clock.systemUTC());
  }

  ContextSigner signer(String service) {
    SigningKey key = SigningKey.generate(service + ":" + Ids.next());
    keys.put(
        key.keyId(),
        new ServiceKey(
            key.keyId(),
            service,
            key.publicJwk().encode(),
            Clock.systemUTC().instant().plusSeconds(3600)));
    return new ContextSigner(vertx, service, key, Clock.systemUTC());
  }

  NodeDirectory directoryOf(String nodeId) {
    return directories.computeIfAbsent(
        nodeId,
        id -> {
          NodeDirectory made = new NodeDirectory(vertx, id, "epoch-1", () -> live);
          made.start().await();
          return made;
        });
  }

  /** Says that the node has the group {@code echo}, whether or not anything serves it there. */
  void announce(String nodeId) {
    directoryOf(nodeId).announce("echo", "test").await();
    Awaitility.await().until(() -> directory.nodesOf("echo").contains(nodeId));
  }

  /** Deploys an instance of {@code echo} on the node, and announces it. */
  String deploy(String nodeId, Consumer<OperationServer> operations) {
    return deploy(nodeId, 100, operations);
  }

  String deploy(String nodeId, int maxInFlight, Consumer<OperationServer> operations) {
    String deployment =
        vertx
            .deployVerticle(
                new Edge(nodeId, maxInFlight, operations),
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
            .await();
    announce(nodeId);
    return deployment;
  }

  /** Sends as it is, past the client. */
  Object raw(Object body, DeliveryOptions options) {
    try {
      return vertx.eventBus().request(AGAIN.address(), body, options).await().body();
    } catch (ReplyException e) {
      throw refusal(e);
    }
  }

  private static OpsException refusal(ReplyException e) {
    return Wire.decode(e.getMessage(), ErrorMessage.class).toException();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private final class Edge extends VerticleBase {
    private final String nodeId;
    private final int maxInFlight;
    private final Consumer<OperationServer> operations;
    private OperationServer server;

    Edge(String nodeId, int maxInFlight, Consumer<OperationServer> operations) {
      this.nodeId = nodeId;
      this.maxInFlight = maxInFlight;
      this.operations = operations;
    }

    @Override
    public Future<?> start() {
      ContextVerifier verifier =
          new ContextVerifier(
              vertx, keyId -> Optional.ofNullable(keys.get(keyId)), Clock.systemUTC());
      server =
          new OperationServer(
              vertx,
              nodeId,
              verifier,
              new OperationMetrics(metrics),
              denials::add,
              Clock.systemUTC(),
              maxInFlight);
      operations.accept(server);
      return server.listening();
    }

    @Override
    public Future<?> stop() {
      return server.stop();
    }
  }
}
