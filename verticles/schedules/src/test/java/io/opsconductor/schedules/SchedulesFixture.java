package io.opsconductor.schedules;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.contracts.jobs.StrategySpec;
import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.contracts.schedules.ListFires;
import io.opsconductor.contracts.schedules.MisfireSpec;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.contracts.users.EntrustServiceAccount;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The real schedules service between an executions that keeps its promises, and users. */
final class SchedulesFixture implements AutoCloseable {
  static final UUID JOB = Ids.next();
  static final UUID TARGET = Ids.next();

  /** A service account that everybody may have things run as. */
  static final UUID ROBOT = Ids.next();

  final Runs runs = new Runs();
  final Set<UUID> disabled = ConcurrentHashMap.newKeySet();
  private final Map<UUID, CallerContext.User> people = new ConcurrentHashMap<>();
  final ServiceHarness harness =
      ServiceHarness.builder()
          .group(new SchedulesGroup(), 2)
          .config("schedules", Map.of("poll_interval_ms", 100))
          .serves(AuthOperations.ISSUE_UNATTENDED_CONTEXT, this::issue)
          .serves(UserOperations.PRINCIPAL, this::principal)
          .serves(ExecutionOperations.START_DUE, runs::start)
          .serves(ExecutionOperations.CHECK_DUE, runs::check)
          .serves(ExecutionOperations.FIND_DUE, runs::find)
          .serves(ExecutionOperations.ENDS, runs::ends)
          .serves(JobOperations.GET, this::job)
          .serves(TargetOperations.RESOLVE, this::resolve)
          .serves(ServiceAccountOperations.ENTRUST, this::entrust)
          .start();
  final TestClient ann = user("ann");

  TestClient user(String name) {
    CallerContext.User user =
        new CallerContext.User(
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            name,
            Ids.DEFAULT_ORGANIZATION,
            Ids.next(),
            List.of(),
            Set.of(
                "schedule:read",
                "schedule:write",
                "job:read",
                "job:run",
                "target:read",
                "service-account:write"));
    people.put(user.id(), user);
    return harness.user(user);
  }

  /** From now on somebody may do only this. */
  void allow(String name, String... permissions) {
    CallerContext.User user = people.get(idOf(name));
    people.put(
        user.id(),
        new CallerContext.User(
            user.id(),
            name,
            user.organizationId(),
            user.sessionId(),
            List.of(),
            Set.of(permissions)));
  }

  UUID idOf(String name) {
    return people.values().stream()
        .filter(user -> user.username().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private IssuedContext issue(IdRequest request, Call call) {
    CallerContext.User user = people.get(request.id());
    if (disabled.contains(request.id())) {
      throw new OpsException(ErrorCode.FORBIDDEN, user.username() + " is disabled");
    }
    return new IssuedContext(
        new SecretText(harness.user(user).token()),
        Instant.now().plusSeconds(60),
        user.id(),
        user.username(),
        user.organizationId(),
        null,
        List.of(),
        List.copyOf(user.permissions()),
        null);
  }

  /** Each job runs on one target, which they share. */
  private JobView job(GetJob request, Call call) {
    Instant now = Instant.now();
    return new JobView(
        request.id(),
        1,
        "job",
        null,
        List.of(new StepSpec.Command("only", "true", null)),
        new TargetSelection(List.of(TARGET), null),
        List.of(),
        StrategySpec.standard(),
        60,
        now,
        now,
        "ann");
  }

  private ResolvedTargets resolve(ResolveTargets request, Call call) {
    return new ResolvedTargets(List.of(new TargetRef(TARGET, "web-1", "127.0.0.1", 22)));
  }

  private ServiceAccountView entrust(EntrustServiceAccount request, Call call) {
    if (!request.id().equals(ROBOT)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no service account " + request.id());
    }
    people.put(
        ROBOT,
        new CallerContext.User(
            ROBOT,
            "robot",
            Ids.DEFAULT_ORGANIZATION,
            null,
            List.of(),
            Set.of("schedule:read", "job:run")));
    return new ServiceAccountView(
        ROBOT, "robot", null, Ids.next(), "team", List.of(), true, 1, Instant.now(), "ann");
  }

  private Principal principal(IdRequest request, Call call) {
    CallerContext.User user = people.get(request.id());
    return new Principal(
        user.id(), user.username(), user.organizationId(), true, List.of(), List.of());
  }

  static ScheduleInput everySecond(String name) {
    return schedule(name, new ScheduleSpec.Interval(Duration.ofSeconds(1), null, null));
  }

  static ScheduleInput cron(String name, String expression, String zone) {
    return schedule(name, new ScheduleSpec.Cron(expression, zone));
  }

  static ScheduleInput schedule(String name, ScheduleSpec spec) {
    return schedule(name, spec, OverlapPolicy.ALLOW, MisfireSpec.standard(), null);
  }

  static ScheduleInput schedule(
      String name, ScheduleSpec spec, OverlapPolicy overlap, MisfireSpec misfire, Integer maxRuns) {
    return new ScheduleInput(
        name,
        null,
        JOB,
        spec,
        DstSpec.standard(),
        misfire,
        overlap,
        null,
        null,
        null,
        null,
        maxRuns,
        null,
        null,
        null,
        null);
  }

  ScheduleView create(ScheduleInput schedule) {
    return ann.call(ScheduleOperations.CREATE, schedule);
  }

  ScheduleView get(UUID id) {
    return ann.call(ScheduleOperations.GET, new IdRequest(id));
  }

  /** Newest first. */
  List<FireView> fires(UUID id) {
    return ann.call(ScheduleOperations.LIST_FIRES, new ListFires(id, null, null)).items();
  }

  @Override
  public void close() {
    harness.close();
  }
}
