package io.opsconductor.platform.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.PrincipalIds;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.Breakers;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.bus.OperationHandler;
import io.opsconductor.platform.config.Section;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Migrations;
import io.opsconductor.platform.group.NodeHealth;
import io.opsconductor.platform.group.NodeRuntime;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * One service as it runs in a node: a real Vert.x (not clustered), the real group, its real
 * database. Other services that it asks are stood in for by what the test says they answer. Tests
 * call it over the bus, as users or as services.
 */
public final class ServiceHarness implements AutoCloseable {
  private static final String NODE = "node-a";

  private final Vertx vertx;
  private final NodeRuntime runtime;
  private final Clock clock;
  private final Breakers breakers;
  private final Function<String[], TestDatabase> databaseSource;
  private final Map<String, TestDatabase> databases = new LinkedHashMap<>();
  private final Map<String, Db> connections = new LinkedHashMap<>();
  private final Map<String, TestClient> services = new ConcurrentHashMap<>();

  private ServiceHarness(Builder builder) {
    this.vertx = Vertx.vertx();
    this.clock = builder.clock;
    this.databaseSource = builder.databases;
    this.breakers = new Breakers(vertx);
    this.runtime =
        new NodeRuntime(
            vertx, NODE, "epoch-1", "test", () -> Set.of(NODE), new SimpleMeterRegistry(), clock);
    runtime.start();
    List<ServiceGroup> all = new ArrayList<>(builder.groups.keySet());
    all.addAll(builder.standIns());
    all.sort(Comparator.comparing(group -> !group.name().equals("auth")));
    all.forEach(group -> startGroup(group, builder));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(runtime::keysAnnounced);
    runtime.health().becomes(NodeHealth.State.READY);
  }

  public static Builder builder() {
    return new Builder();
  }

  private void startGroup(ServiceGroup group, Builder builder) {
    Optional<DatabaseSettings> settings =
        group.migrations().map(location -> database(group.name(), location));
    int instances = builder.groups.getOrDefault(group, 1);
    Section config =
        new Section(
            group.name(),
            Wire.mapper().valueToTree(builder.config.getOrDefault(group.name(), Map.of())));
    runtime.startGroup(group, instances, settings, config);
  }

  private DatabaseSettings database(String name, String location) {
    TestDatabase database = databaseSource.apply(new String[] {Migrations.PLATFORM, location});
    databases.put(name, database);
    return new DatabaseSettings(
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        new SecretText(database.password()),
        0,
        null);
  }

  /** A user of the default organization with these permissions. The same name is the same user. */
  public TestClient user(String username, String... permissions) {
    return user(Ids.DEFAULT_ORGANIZATION, username, permissions);
  }

  public TestClient user(UUID organizationId, String username, String... permissions) {
    CallerContext.User user =
        new CallerContext.User(
            UUID.nameUUIDFromBytes((organizationId + username).getBytes(StandardCharsets.UTF_8)),
            username,
            organizationId,
            Ids.next(),
            List.of(),
            Set.of(permissions));
    return user(user);
  }

  /** Exactly this user. */
  public TestClient user(CallerContext.User user) {
    TestClient auth = service("auth");
    return new TestClient(auth.bus(), () -> auth.signer().token(user), clock);
  }

  /** Whoever holds this signed caller context. */
  public TestClient bearing(String token) {
    return new TestClient(service("gateway").bus(), () -> token, clock);
  }

  /** Another service, speaking for itself. */
  public TestClient service(String name) {
    return services.computeIfAbsent(name, this::announce);
  }

  private TestClient announce(String name) {
    ContextSigner signer =
        new ContextSigner(vertx, name, SigningKey.generate(name + ":harness-" + Ids.next()), clock);
    BusClient bus = new BusClient(vertx, runtime.directory(), breakers, signer, clock);
    bus.call(
        AuthOperations.ANNOUNCE_KEY,
        new ServiceKey(
            signer.key().keyId(),
            name,
            signer.key().publicJwk().encode(),
            clock.instant().plus(Duration.ofHours(1))));
    return new TestClient(bus, signer, clock);
  }

  /** The database of a group that is under test. */
  public Db db(String group) {
    return connections.computeIfAbsent(
        group,
        name -> {
          TestDatabase database = databases.get(name);
          return Db.open(
              vertx,
              new DatabaseSettings(
                  database.host(),
                  database.port(),
                  database.name(),
                  database.user(),
                  new SecretText(database.password()),
                  2,
                  null));
        });
  }

  /** The database of the only group that owns one. */
  public Db db() {
    return db(databases.keySet().iterator().next());
  }

  /** What the only group with a database told of this thing, in the order of the changes. */
  public List<EventEnvelope> toldOf(UUID resourceId) {
    return db().list(
            "SELECT envelope::text FROM outbox WHERE envelope->>'resourceId' = $1"
                + " AND envelope->>'type' <> 'access.denied' ORDER BY created_at, id",
            row -> Wire.decode(row.getString(0), EventEnvelope.class),
            resourceId.toString());
  }

  public TestDatabase testDatabase(String group) {
    return databases.get(group);
  }

  public Vertx vertx() {
    return vertx;
  }

  public HintBus hints() {
    return new HintBus(vertx);
  }

  public NodeRuntime runtime() {
    return runtime;
  }

  @Override
  public void close() {
    connections.values().forEach(Db::close);
    runtime.stop();
    vertx.close().await();
    databases.values().forEach(TestDatabase::close);
  }

  /** What is under test, and what stands around it. */
  public static final class Builder {
    private final Map<ServiceGroup, Integer> groups = new LinkedHashMap<>();
    private final Map<String, StandIn> standIns = new LinkedHashMap<>();
    private final Map<String, Map<String, ?>> config = new LinkedHashMap<>();
    private final List<String> accessTokenKeys = new ArrayList<>();
    private boolean recordsDenials;
    private boolean knowsWhoEnded;
    private boolean knowsLimits;
    private Clock clock = Clock.systemUTC();
    private Function<String[], TestDatabase> databases = TestPostgres::database;

    private Builder() {}

    public Builder group(ServiceGroup group) {
      return group(group, 1);
    }

    public Builder group(ServiceGroup group, int instances) {
      groups.put(group, instances);
      return this;
    }

    /** Stands in for another service's operation. */
    public <Q, R> Builder serves(Operation<Q, R> operation, OperationHandler<Q, R> handler) {
      knowsWhoEnded |= operation.equals(UserOperations.ENDED_PRINCIPALS);
      knowsLimits |= operation.equals(OrganizationOperations.LIMITS);
      recordsDenials |= operation.equals(AuthOperations.RECORD_DENIALS);
      standIns.computeIfAbsent(operation.service(), StandIn::new).serve(operation, handler);
      return this;
    }

    /** The section of a group, with keys as in the file. */
    public Builder config(String group, Map<String, ?> section) {
      config.put(group, section);
      return this;
    }

    /** A public JWK under which access tokens are valid, while auth is stood in for. */
    public Builder accessTokenKey(String jwk) {
      accessTokenKeys.add(jwk);
      return this;
    }

    public Builder clock(Clock settable) {
      this.clock = settable;
      return this;
    }

    /** Another server than the shared one, for example {@code crashable::database}. */
    public Builder databases(Function<String[], TestDatabase> source) {
      this.databases = source;
      return this;
    }

    public ServiceHarness start() {
      return new ServiceHarness(this);
    }

    private List<StandIn> standIns() {
      boolean realAuth = groups.keySet().stream().anyMatch(group -> group.name().equals("auth"));
      if (!realAuth) {
        StandInKeys keys = new StandInKeys(accessTokenKeys);
        serves(AuthOperations.ANNOUNCE_KEY, keys::announce);
        serves(AuthOperations.LIST_KEYS, keys::list);
      }
      if (!realAuth && !recordsDenials) {
        serves(AuthOperations.RECORD_DENIALS, (request, call) -> Empty.INSTANCE);
      }
      if (!standIns.containsKey("audit")) {
        serves(AuditOperations.APPEND, (request, call) -> Empty.INSTANCE);
      }
      if (!knowsLimits) {
        serves(OrganizationOperations.LIMITS, (request, call) -> OrganizationLimits.NONE);
      }
      if (!knowsWhoEnded) {
        serves(UserOperations.ENDED_PRINCIPALS, (request, call) -> new PrincipalIds(List.of()));
      }
      Set<String> real =
          groups.keySet().stream().map(ServiceGroup::name).collect(Collectors.toSet());
      return standIns.values().stream().filter(group -> !real.contains(group.name())).toList();
    }
  }
}
