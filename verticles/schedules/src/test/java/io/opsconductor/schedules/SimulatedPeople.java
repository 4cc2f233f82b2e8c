package io.opsconductor.schedules;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.schedules.BulkSchedules;
import io.opsconductor.contracts.schedules.CatchUp;
import io.opsconductor.contracts.schedules.CatchUpDecision;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.PauseSchedule;
import io.opsconductor.contracts.schedules.ScheduleBulkAction;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleSelection;
import io.opsconductor.contracts.schedules.UpdateCalendar;
import io.opsconductor.contracts.schedules.UpdateSchedule;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.bus.Origin;
import io.opsconductor.platform.bus.Trace;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.group.ServiceVerticle;
import io.opsconductor.platform.testing.ServiceHarness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** People who make, change, pause and remove schedules, by the use cases that serve them. */
final class SimulatedPeople implements AutoCloseable {
  private static final CallerContext.User ANN =
      new CallerContext.User(
          new UUID(1, 1),
          "ann",
          Ids.DEFAULT_ORGANIZATION,
          new UUID(2, 2),
          List.of(),
          Set.of("schedule:read", "schedule:write", "job:run"));

  private final Simulation simulation;
  private final Random random;
  private final double firesPerDay;
  private final SimulatedSchedules schedules;
  private final Captured captured = new Captured();
  private final ServiceHarness harness =
      ServiceHarness.builder()
          .group(captured)
          .serves(ExecutionOperations.CHECK_DUE, (run, call) -> Empty.INSTANCE)
          .serves(UserOperations.PRINCIPAL, SimulatedPeople::principal)
          .start();
  private final List<UUID> calendars = new ArrayList<>();
  private final IdentityHashMap<ScheduleInput, Double> rates = new IdentityHashMap<>();
  private int named;
  private double rate;

  SimulatedPeople(Simulation simulation, Random random, double firesPerDay) {
    this.simulation = simulation;
    this.random = random;
    this.firesPerDay = firesPerDay;
    this.schedules = new SimulatedSchedules(random);
  }

  /** What a node gives to the group: here to whoever asks for it. */
  private static final class Captured implements ServiceGroup {
    private volatile GroupContext context;

    @Override
    public String name() {
      return "schedules";
    }

    @Override
    public GroupParts build(GroupContext given) {
      context = given;
      return GroupParts.of(
          () ->
              new ServiceVerticle(given) {
                @Override
                protected void serve(OperationServer server) {
                  // Nobody asks it.
                }
              });
    }
  }

  private static Principal principal(IdRequest request, Call call) {
    return new Principal(
        ANN.id(), ANN.username(), ANN.organizationId(), true, List.of(), List.of());
  }

  GroupContext context() {
    return captured.context;
  }

  /** In the time of the simulation. */
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return simulation.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("This clock knows UTC only");
      }
    };
  }

  private Call call() {
    Instant deadline = Instant.now().plusSeconds(60);
    return new Call(
        new CallerContext("auth", Optional.of(ANN)),
        new Origin(harness.user(ANN).token(), Trace.begin(), deadline, null));
  }

  /** New schedules, until there is as much to do as there is to be. */
  void hire() {
    if (calendars.isEmpty()) {
      SimulatedSchedules.CALENDARS.forEach(this::calendar);
    }
    if (simulation.step() % 10 == 0) {
      rate = ratePerDay();
    }
    while (rate < firesPerDay) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      ScheduleInput schedule = written("s" + ++named);
      simulation.act(
          node ->
              told(id, () -> node.create(id, schedule, ANN, new Identity(ANN.id(), "ann", false))));
      rate += rate(schedule);
    }
  }

  private void calendar(String name) {
    simulation.act(
        node ->
            calendars.add(
                node.calendars.create(schedules.calendar(name, simulation.now()), call()).id()));
  }

  private double ratePerDay() {
    return simulation.history.alive().stream()
        .map(simulation.history::last)
        .filter(SimulatedHistory.Epoch::active)
        .mapToDouble(epoch -> rate(epoch.definition()))
        .sum();
  }

  private double rate(ScheduleInput schedule) {
    return rates.computeIfAbsent(schedule, this::count);
  }

  /** How often a day it is due about now. */
  private double count(ScheduleInput schedule) {
    Plan plan =
        Plan.of(
            ANN.id(), schedule, simulation.now(), new Identity(ANN.id(), "ann", false), List.of());
    Instant end = simulation.now().plus(Duration.ofDays(30));
    int count = 0;
    Optional<Instant> due = plan.next(simulation.now());
    while (due.isPresent() && due.get().isBefore(end) && count < 3000) {
      count++;
      due = plan.next(due.get());
    }
    return count / 30.0;
  }

  /** What is due often does not go on for long. */
  private ScheduleInput written(String name) {
    ScheduleInput schedule = schedules.schedule(name, simulation.now());
    double often = rate(schedule);
    if (often <= firesPerDay / 8) {
      return schedule;
    }
    long seconds =
        (long) ((20 + random.nextInt(simulation.chance(4) ? 1500 : 80)) / often * 86_400);
    return until(schedule, simulation.now().plusSeconds(seconds));
  }

  private static ScheduleInput until(ScheduleInput it, Instant end) {
    return new ScheduleInput(
        it.name(),
        null,
        it.jobId(),
        it.spec(),
        it.dst(),
        it.misfire(),
        it.overlap(),
        it.calendars(),
        it.jitter(),
        null,
        end,
        it.maxRuns(),
        null,
        null,
        null,
        it.enabled());
  }

  /** Changes something, by a node. */
  void doSomething(SimulatedNode node) {
    List<UUID> alive = simulation.history.alive();
    if (alive.isEmpty()) {
      return;
    }
    doSomething(node, alive.get(random.nextInt(alive.size())));
  }

  /** Changes a schedule of which something is on its way. */
  void interfere(SimulatedNode node) {
    List<UUID> starting =
        simulation.database.list(
            "SELECT DISTINCT schedule_id FROM fires WHERE state = 'starting' ORDER BY schedule_id",
            row -> row.getObject("schedule_id", UUID.class));
    starting.retainAll(simulation.history.alive());
    if (!starting.isEmpty()) {
      doSomething(node, starting.get(random.nextInt(starting.size())));
    }
  }

  private void doSomething(SimulatedNode node, UUID id) {
    switch (random.nextInt(16)) {
      case 0, 1 -> told(id, () -> node.pause.pause(pause(id), call()));
      case 2, 3, 14, 15 -> told(id, () -> node.pause.resume(new IdRequest(id), call()));
      case 4, 5, 6 -> told(id, () -> node.save.update(changed(id), call()));
      case 7 -> told(id, () -> node.save.delete(new VersionedId(id), call()));
      case 8 -> told(id, () -> node.many.handle(bulk(id, ScheduleBulkAction.DISABLE), call()));
      case 9, 10 -> told(id, () -> node.many.handle(bulk(id, ScheduleBulkAction.ENABLE), call()));
      case 11 -> told(null, () -> node.calendars.update(changedCalendar(), call()));
      default -> catchUp(node, id);
    }
  }

  void switchOff(SimulatedNode node, UUID id) {
    told(id, () -> node.many.handle(bulk(id, ScheduleBulkAction.DISABLE), call()));
  }

  private PauseSchedule pause(UUID id) {
    boolean ends = simulation.chance(50);
    Instant until = simulation.now().plus(Duration.ofHours(1 + random.nextInt(300)));
    return new PauseSchedule(id, "maintenance", ends ? until : null);
  }

  private UpdateSchedule changed(UUID id) {
    ScheduleInput before = simulation.history.last(id).definition();
    ScheduleInput after =
        simulation.chance(50)
            ? written(before.name())
            : until(before, earlier(before.endAt(), 1 + random.nextInt(400)));
    return new UpdateSchedule(id, after, null);
  }

  private Instant earlier(Instant end, int days) {
    Instant other = simulation.now().plus(Duration.ofDays(days));
    return end != null && end.isBefore(other) ? end : other;
  }

  private UpdateCalendar changedCalendar() {
    int which = random.nextInt(calendars.size());
    String name = SimulatedSchedules.CALENDARS.get(which);
    return new UpdateCalendar(
        calendars.get(which), schedules.calendar(name, simulation.now()), null);
  }

  private static BulkSchedules bulk(UUID id, ScheduleBulkAction action) {
    return new BulkSchedules(
        action, new ScheduleSelection(List.of(id), null), null, null, null, null);
  }

  private void catchUp(SimulatedNode node, UUID id) {
    List<Runs.Key> missed =
        simulation.database.list(
            "SELECT schedule_id, due_at FROM fires WHERE schedule_id = ?"
                + " AND state IN ('missed', 'skipped', 'failed') ORDER BY due_at DESC LIMIT 1",
            row ->
                new Runs.Key(
                    row.getObject("schedule_id", UUID.class),
                    SimulatedHistory.instant(row, "due_at")),
            id);
    if (!missed.isEmpty()) {
      Runs.Key key = missed.getFirst();
      String before = state(key);
      CatchUp request = new CatchUp(id, key.dueAt(), CatchUpDecision.RUN);
      try {
        told(id, () -> node.catchUp.handle(request, call()));
      } finally {
        if (!state(key).equals(before)) {
          simulation
              .caughtUp
              .computeIfAbsent(key, any -> new ArrayList<>())
              .add(WireNamed.of(FireState.class, before));
        }
      }
    }
  }

  private String state(Runs.Key key) {
    return simulation
        .database
        .list(
            "SELECT state FROM fires WHERE schedule_id = ? AND due_at = ?::timestamptz",
            row -> row.getString(1),
            key.scheduleId(),
            key.dueAt().toString())
        .getFirst();
  }

  /** What was done, or not, is on record afterwards. */
  private void told(UUID id, Runnable action) {
    try {
      action.run();
    } catch (OpsException e) {
      if (e.is(ErrorCode.DATABASE_UNAVAILABLE)) {
        throw e;
      }
    } finally {
      simulation.history.read(id, simulation.now());
    }
  }

  @Override
  public void close() {
    harness.close();
  }
}
