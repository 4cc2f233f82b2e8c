package io.opsconductor.executions;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.Idempotency;
import io.opsconductor.contracts.executions.ListAttempts;
import io.opsconductor.contracts.executions.ListTasks;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.LogPart;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.contracts.executions.ResolveAs;
import io.opsconductor.contracts.executions.ResolveTask;
import io.opsconductor.contracts.executions.StartExecution;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.RetrySpec;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import io.opsconductor.contracts.secrets.AuthorizeUse;
import io.opsconductor.contracts.secrets.CredentialVersions;
import io.opsconductor.contracts.secrets.DescribeCredentials;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.ConnectionType;
import io.opsconductor.contracts.targets.Connections;
import io.opsconductor.contracts.targets.GetConnections;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.PrincipalIds;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.CrashablePostgres;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Executions over the bus, with targets, jobs and secrets stood in for. Empty before each test. */
final class World implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  static final UUID CREDENTIAL = Ids.next();
  static final int CREDENTIAL_VERSION = 3;

  final Map<UUID, TargetConnection> targets = new ConcurrentHashMap<>();
  final Map<UUID, JobView> jobs = new ConcurrentHashMap<>();
  volatile boolean targetsAway;

  /** Of whom users says that they are gone. */
  final Set<UUID> gone = ConcurrentHashMap.newKeySet();

  volatile boolean usersAway;

  /** How many executions at once an organization may have; all others as many as they like. */
  final Map<UUID, Integer> mostExecutions = new ConcurrentHashMap<>();

  /** Jobs that are gone but for their versions. */
  final Set<UUID> deletedJobs = ConcurrentHashMap.newKeySet();

  /** Targets that those may run on who may run on some only. */
  final Set<UUID> runnable = ConcurrentHashMap.newKeySet();

  /** Targets that nobody may read, so that only a job knows of them. */
  final Set<UUID> hidden = ConcurrentHashMap.newKeySet();

  /** Credentials and jobs whose use is granted to those who may use some credentials only. */
  final Set<UUID> usable = ConcurrentHashMap.newKeySet();

  /** How long it takes to resolve targets, by the clock of the service. */
  volatile Duration resolving = Duration.ZERO;

  private final LateClock clock = new LateClock();
  private final Function<String[], TestDatabase> databases;
  private final Runnable closeServer;
  private ServiceHarness harness;

  /** The true time, and what was pretended to have passed beside it; never goes back. */
  private static final class LateClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("This clock knows UTC only");
    }
  }

  World() {
    this(TestPostgres::database, () -> {});
  }

  /** On a server of its own, which is closed with it. */
  World(CrashablePostgres server) {
    this(server::database, server::close);
  }

  private World(Function<String[], TestDatabase> databases, Runnable closeServer) {
    this.databases = databases;
    this.closeServer = closeServer;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    harness =
        ServiceHarness.builder()
            .databases(databases)
            .clock(clock)
            .group(new ExecutionsGroup(), 2)
            .config("executions", Map.of("sweep_interval_ms", 50))
            .serves(JobOperations.GET, (request, call) -> job(request))
            .serves(TargetOperations.RESOLVE, this::resolve)
            .serves(SecretOperations.AUTHORIZE_USE, (request, call) -> authorize(request))
            .serves(TargetOperations.CONNECTIONS, (request, call) -> connections(request))
            .serves(UserOperations.ENDED_PRINCIPALS, (request, call) -> ended(request))
            .serves(OrganizationOperations.LIMITS, (request, call) -> limits(request.id()))
            .serves(SecretOperations.DESCRIBE, (request, call) -> versions(request))
            .start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    targetsAway = false;
    usersAway = false;
    resolving = Duration.ZERO;
    gone.clear();
    targets.clear();
    jobs.clear();
    deletedJobs.clear();
    runnable.clear();
    hidden.clear();
    usable.clear();
    harness
        .db()
        .execute(
            "TRUNCATE executions, tasks, step_attempts, output_tails, log, idempotency, outbox");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    harness.close();
    closeServer.run();
  }

  ServiceHarness harness() {
    return harness;
  }

  TestClient ann() {
    return harness.user(
        "ann",
        "job:run",
        "job:read",
        "target:read",
        "target:run",
        "secret:use",
        "execution:read",
        "execution:cancel");
  }

  TestClient stranger() {
    return harness.user(Ids.next(), "eve", "*");
  }

  Worker worker(String node) {
    return new Worker(harness.service("workers"), node);
  }

  List<UUID> targets(int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = Ids.next();
      ids.add(id);
      targets.put(
          id,
          new TargetConnection(
              Ids.DEFAULT_ORGANIZATION,
              id,
              "host-" + i,
              "127.0.0.1",
              22,
              ConnectionType.SSH,
              CREDENTIAL,
              0,
              HostKeyPolicy.TRUST_FIRST_USE,
              null));
    }
    return ids;
  }

  /**
   * Starts something in the name of somebody who may use some credentials only; then the first
   * target is given another.
   */
  ExecutionView startBeforeAnotherCredential(int count) {
    List<UUID> ids = targets(count);
    usable.add(CREDENTIAL);
    ExecutionView started =
        harness
            .user("bob", "job:run", "target:read", "target:run", "secret:use@some")
            .call(ExecutionOperations.START, command(ids));
    targets.computeIfPresent(ids.getFirst(), (id, target) -> withAnother(target));
    return started;
  }

  private static TargetConnection withAnother(TargetConnection target) {
    return new TargetConnection(
        target.organizationId(),
        target.targetId(),
        target.name(),
        target.host(),
        target.port(),
        target.connection(),
        Ids.next(),
        0,
        target.hostKeyPolicy(),
        target.hostKey());
  }

  static StartExecution command(List<UUID> targets) {
    return command(targets, null, Map.of(), null);
  }

  static StartExecution command(
      List<UUID> targets,
      Integer parallelism,
      Map<String, JsonNode> parameters,
      Idempotency idempotency) {
    return new StartExecution(
        null,
        "echo hi",
        null,
        null,
        new TargetSelection(targets, null),
        parameters,
        new StrategySpec(parallelism),
        null,
        idempotency);
  }

  ExecutionView start(int targets) {
    return start(targets, null);
  }

  ExecutionView start(int targets, Integer parallelism) {
    return ann()
        .call(ExecutionOperations.START, command(targets(targets), parallelism, Map.of(), null));
  }

  ExecutionView get(UUID id) {
    return ann().call(ExecutionOperations.GET, new IdRequest(id));
  }

  ExecutionView cancel(UUID id) {
    return ann().call(ExecutionOperations.CANCEL, new IdRequest(id));
  }

  List<TaskView> tasks(UUID executionId) {
    return ann()
        .call(ExecutionOperations.LIST_TASKS, new ListTasks(executionId, null, null))
        .items();
  }

  /** The whole log, read in parts. */
  List<LogEntry> log(UUID executionId) {
    List<LogEntry> all = new ArrayList<>();
    while (true) {
      long from = all.isEmpty() ? 0 : all.getLast().seq();
      LogPart part =
          ann().call(ExecutionOperations.READ_LOG, new ReadLog(executionId, from, 200_000, null));
      if (part.entries().isEmpty()) {
        return all;
      }
      all.addAll(part.entries());
    }
  }

  void awaitState(UUID executionId, ExecutionState state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(executionId).state() == state);
  }

  /** As if the holders of all leases had been silent for too long. */
  void lapseLeases() {
    harness
        .db()
        .execute(
            "UPDATE tasks SET lease_until = now() - interval '1 second' WHERE state = 'running'");
  }

  /** As if all leases had been given out two minutes earlier. */
  void ageLeases() {
    harness.db().execute("UPDATE tasks SET lease_begun_at = lease_begun_at - interval '2 minutes'");
  }

  void passDeadline(UUID executionId) {
    harness
        .db()
        .execute(
            "UPDATE executions SET deadline_at = now() - interval '1 second' WHERE id = $1",
            executionId);
  }

  private OrganizationLimits limits(UUID organizationId) {
    Integer most = mostExecutions.get(organizationId);
    return new OrganizationLimits(null, null, null, most, null);
  }

  /** Runs steps on new targets. */
  ExecutionView run(int count, Integer parallelism, StepSpec... steps) {
    return ann()
        .call(
            ExecutionOperations.START,
            new StartExecution(
                job(count, parallelism, steps), null, null, null, null, null, null, null, null));
  }

  /** A job with these steps on new targets. */
  UUID job(int count, Integer parallelism, StepSpec... steps) {
    UUID id = Ids.next();
    Instant now = Instant.now();
    jobs.put(
        id,
        new JobView(
            id,
            1,
            "job",
            null,
            List.of(steps),
            new TargetSelection(targets(count), null),
            List.of(),
            new StrategySpec(parallelism),
            300,
            now,
            now,
            "ann"));
    return id;
  }

  static StepSpec step(LostPolicy onLost, RetrySpec retry) {
    boolean idempotent = onLost == LostPolicy.RETRY;
    return new StepSpec.Command("step", "true", 60, onLost, idempotent, 30, retry);
  }

  List<AttemptView> attempts(UUID executionId, UUID taskId) {
    return ann()
        .call(ExecutionOperations.LIST_ATTEMPTS, new ListAttempts(executionId, taskId, null))
        .items();
  }

  TaskView resolve(UUID executionId, UUID taskId, ResolveAs as) {
    return ann().call(ExecutionOperations.RESOLVE_TASK, new ResolveTask(executionId, taskId, as));
  }

  /** Claims as soon as there is something. */
  static ClaimedTask awaitClaim(Worker worker) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> worker.claim(1), claimed -> !claimed.isEmpty())
        .getFirst();
  }

  TaskView awaitTask(UUID executionId, TaskState state) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> tasks(executionId).getFirst(), task -> task.state() == state);
  }

  private JobView job(GetJob request) {
    JobView job = jobs.get(request.id());
    if (job == null || (request.version() == null && deletedJobs.contains(request.id()))) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no job " + request.id());
    }
    if ("secret:use".equals(request.permission()) && !usable.contains(request.id())) {
      throw AccessDecisions.forbidden("secret:use", ObjectType.JOB);
    }
    return job;
  }

  private ResolvedTargets resolve(ResolveTargets request, Call call) {
    clock.ahead = clock.ahead.plus(resolving);
    List<TargetRef> found = new ArrayList<>();
    List<UUID> credentials = new ArrayList<>();
    for (UUID id : request.selection().ids()) {
      TargetConnection target = targets.get(id);
      if (target == null || (!request.ofJob() && hidden.contains(id))) {
        throw new OpsException(ErrorCode.UNKNOWN_TARGET, "There is no target " + id);
      }
      found.add(new TargetRef(id, target.name(), target.host(), target.port()));
      credentials.add(target.credentialId());
    }
    if (request.permission() != null
        && !call.user().mayEverywhere(request.permission())
        && !runnable.containsAll(request.selection().ids())) {
      throw AccessDecisions.forbidden(request.permission(), ObjectType.TARGET);
    }
    return new ResolvedTargets(found, credentials);
  }

  private Empty authorize(AuthorizeUse request) {
    if (!request.throughJob() && !usable.containsAll(request.ids())) {
      throw AccessDecisions.forbidden("secret:use", ObjectType.CREDENTIAL);
    }
    return Empty.INSTANCE;
  }

  private Connections connections(GetConnections request) {
    if (targetsAway) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "Away");
    }
    return new Connections(
        request.targetIds().stream().filter(targets::containsKey).map(targets::get).toList());
  }

  private PrincipalIds ended(PrincipalIds request) {
    if (usersAway) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "Away");
    }
    return new PrincipalIds(request.ids().stream().filter(gone::contains).toList());
  }

  private static CredentialVersions versions(DescribeCredentials request) {
    return new CredentialVersions(
        request.ids().stream()
            .filter(CREDENTIAL::equals)
            .collect(Collectors.toMap(id -> id, id -> CREDENTIAL_VERSION)));
  }
}
