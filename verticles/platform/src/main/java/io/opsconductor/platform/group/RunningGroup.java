package io.opsconductor.platform.group;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.RecordDenials;
import io.opsconductor.contracts.node.GroupStatus;
import io.opsconductor.contracts.node.QueueStatus;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.config.Section;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.denial.DenialLog;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import io.opsconductor.platform.outbox.OutboxRelay;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One group on this node: its database pool, its background work, and as many verticle instances as
 * are asked for.
 */
final class RunningGroup {
  private static final int MAX_IN_FLIGHT = 500;

  private final NodeParts node;
  private final ServiceGroup group;
  private final Optional<Db> database;
  private final BusClient bus;
  private final DenialLog denials;
  private final KeyAnnouncement announcement;
  private final PeriodicTask announcing;
  private final GroupParts parts;
  private final List<Background> background = new ArrayList<>();
  private final List<WorkQueue> queues = new ArrayList<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final List<OperationServer> servers = new CopyOnWriteArrayList<>();
  private final Deque<String> deployments = new ArrayDeque<>();
  private final Set<Future<Void>> leaving = ConcurrentHashMap.newKeySet();
  private final ReentrantLock scaling = new ReentrantLock();

  RunningGroup(
      NodeParts node, ServiceGroup group, Optional<DatabaseSettings> settings, Section config) {
    this.node = node;
    this.group = group;
    String name = group.name();
    ContextSigner signer =
        new ContextSigner(
            node.vertx(), name, SigningKey.generate(name + ":" + Ids.next()), node.clock());
    this.bus = new BusClient(node.vertx(), node.directory(), node.breakers(), signer, node.clock());
    this.announcement = new KeyAnnouncement(signer, bus, node.clock());
    this.database = settings.map(found -> Db.open(node.vertx(), found));
    this.announcing = new PeriodicTask(name + "-key", Duration.ofMillis(250), this::announceKey);
    PeriodicTask relay = database.map(this::relay).orElse(null);
    HintBus hints = new HintBus(node.vertx());
    Outbox outbox = relay == null ? null : outbox(relay, hints);
    this.denials =
        new DenialLog(name, node.clock(), node.metrics(), events -> keep(outbox, events));
    background.add(denials);
    AccessDecisions access = new AccessDecisions(bus, hints);
    background.add(access);
    this.parts = group.build(context(signer, outbox, hints, access, config));
    if (relay != null) {
      background.add(relay);
    }
    background.addAll(parts.background());
    queues.addAll(parts.queues());
    database.map(RunningGroup::unsentEvents).ifPresent(queues::add);
    database.ifPresent(db -> node.health().check("database-" + name, () -> answers(db)));
  }

  private PeriodicTask relay(Db db) {
    OutboxRelay relay = new OutboxRelay(db, bus);
    background.add(
        new PeriodicTask(group.name() + "-outbox-forget", Duration.ofHours(1), relay::forget));
    return new PeriodicTask(group.name() + "-outbox", Duration.ofSeconds(1), relay::run);
  }

  /** A group without a database has auth tell of them, if it is one from which auth takes them. */
  private void keep(Outbox outbox, List<EventEnvelope> events) {
    if (outbox == null) {
      if (AuthOperations.RECORD_DENIALS.access() instanceof Access.Services senders
          && senders.names().contains(group.name())) {
        bus.call(AuthOperations.RECORD_DENIALS, new RecordDenials(events));
      }
      return;
    }
    database
        .orElseThrow()
        .transaction(
            tx -> {
              events.forEach(event -> outbox.addOnce(tx, event));
              return events;
            });
  }

  private Outbox outbox(PeriodicTask relay, HintBus hints) {
    return new Outbox(
        group.name(),
        node.clock(),
        event -> {
          relay.nudge();
          if (Change.isOne(event.type())) {
            hints.publish(
                Changed.HINT, new Changed(group.name(), event.resourceType(), event.resourceId()));
          }
        });
  }

  private GroupContext context(
      ContextSigner signer, Outbox outbox, HintBus hints, AccessDecisions access, Section config) {
    return new GroupContext(
        node.nodeId(),
        node.epoch(),
        node.vertx(),
        database,
        bus,
        hints,
        node.directory(),
        this::newServer,
        signer,
        node.verifier(),
        outbox,
        denials,
        access,
        new OrganizationQuota(bus),
        config,
        node.metrics(),
        node.clock(),
        node.health());
  }

  private OperationServer newServer() {
    OperationServer server =
        new OperationServer(
            node.vertx(),
            node.nodeId(),
            node.verifier(),
            node.operationMetrics(),
            denials::add,
            node.clock(),
            MAX_IN_FLIGHT);
    servers.add(server);
    return server;
  }

  String name() {
    return group.name();
  }

  BusClient bus() {
    return bus;
  }

  DenialLog denials() {
    return denials;
  }

  boolean keyAnnounced() {
    return announcement.done();
  }

  /** Deploys the instances and makes the group known; its background work follows by itself. */
  void start(int instances) {
    scale(instances);
    announcing.start();
  }

  /** Nobody believes what the group asks for by itself before auth knows its key. */
  private void announceKey() {
    announcement.run();
    if (begun.compareAndSet(false, true)) {
      background.forEach(Background::start);
    }
  }

  /**
   * Deploys or undeploys instances. One that goes away takes nothing new and finishes what it has
   * in hand, which may be the very request that sends it away: nobody waits for it here.
   */
  void scale(int instances) {
    scaling.lock();
    try {
      while (deployments.size() < instances) {
        DeploymentOptions options = new DeploymentOptions().setThreadingModel(parts.threading());
        deployments.push(node.vertx().deployVerticle(parts.verticle(), options).await());
      }
      if (instances > 0) {
        node.directory().announce(group.name(), node.version()).await();
      } else {
        node.directory().withdraw(group.name()).await();
      }
      while (deployments.size() > instances) {
        leave(deployments.pop());
      }
    } finally {
      scaling.unlock();
    }
  }

  private void leave(String deployment) {
    Future<Void> gone = node.vertx().undeploy(deployment);
    leaving.add(gone);
    gone.onComplete(any -> leaving.remove(gone));
  }

  /** Takes no new work, and returns when what was in hand is finished or handed over. */
  void drain() {
    parts.drain().run();
  }

  void stop() {
    announcing.close();
    background.reversed().forEach(Background::close);
    scale(0);
    Future.join(List.copyOf(leaving)).otherwiseEmpty().await();
    node.health().forget("database-" + group.name());
    database.ifPresent(Db::close);
  }

  GroupStatus status() {
    boolean works = node.health().works("database-" + group.name());
    int inFlight = servers.stream().mapToInt(OperationServer::inFlight).sum();
    return new GroupStatus(
        group.name(),
        deployments.size(),
        works ? "up" : "down",
        inFlight,
        works ? queueLengths() : List.of());
  }

  private List<QueueStatus> queueLengths() {
    try {
      return queues.stream().map(WorkQueue::measure).toList();
    } catch (OpsException e) {
      return List.of();
    }
  }

  private static WorkQueue unsentEvents(Db db) {
    return WorkQueue.ofRows(db, "events", OutboxRelay.WAITING);
  }

  private static boolean answers(Db db) {
    try {
      db.run("SELECT 1");
      return true;
    } catch (OpsException e) {
      return false;
    }
  }
}
