package io.opsconductor.schedules;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One instance of schedules, of the real classes; it does something only when it is told to. */
final class SimulatedNode implements AutoCloseable {
  final Db db;
  final StartFires starter;
  final FireDue fires;
  final WatchRuns watch;
  final SaveSchedule save;
  final PauseSchedules pause;
  final ChangeMany many;
  final CatchUpFire catchUp;
  final Calendars calendars;
  private final ScheduleStore store = new ScheduleStore();
  private final NextDue nextDue = new NextDue(store);

  SimulatedNode(Db db, Executions executions, GroupContext context, Clock clock) {
    this.db = db;
    Outbox outbox = new Outbox("schedules", clock, event -> {});
    CalendarStore calendarStore = new CalendarStore();
    FireStore fireStore = new FireStore();
    DueStore due = new DueStore();
    StartingStore starting = new StartingStore();
    WatchStore watched = new WatchStore();
    InHand inHand = new InHand(() -> sinceEpoch(clock));
    DueMetrics metrics = new DueMetrics(context.metrics());
    Settle settle = new Settle(due, store, new Plans(store), inHand, metrics, outbox);
    RecordEnds record =
        new RecordEnds(
            db, starting, watched, new TallyStore(), store, nextDue, settle, metrics, outbox);
    starter = new StartFires(db, starting, new AskExecutions(executions), record, inHand);
    fires = new FireDue(db, due, settle);
    watch = new WatchRuns(db, watched, executions, record, inHand);
    ScheduleAccess access = new ScheduleAccess(context.access(), store);
    CheckSchedule check = new CheckSchedule(context.bus(), clock);
    FindSchedules find = new FindSchedules(db, store, fireStore, access);
    Identities identities = new Identities(context.bus());
    save =
        new SaveSchedule(
            db,
            store,
            calendarStore,
            access,
            check,
            identities,
            settle,
            starting,
            nextDue,
            find,
            outbox);
    pause = new PauseSchedules(db, store, access, check, settle, starting, nextDue, find, outbox);
    many = new ChangeMany(db, store, access, check, pause, save);
    catchUp = new CatchUpFire(db, store, fireStore, access, check, outbox, () -> {});
    calendars = new Calendars(db, calendarStore, access, settle, outbox);
  }

  private static long sinceEpoch(Clock clock) {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  /** Says what the time is by the clock of the database. */
  void tell(Instant now) {
    db.run("SELECT set_config('simulated.now', $1, false)", now.toString());
  }

  /** As the use case does, with an id that is given: jitter follows from it. */
  void create(UUID id, ScheduleInput schedule, CallerContext.User author, Identity identity) {
    db.transaction(
        tx -> {
          store.insert(tx, id, author, schedule, identity);
          nextDue.begin(tx, store.lock(tx, author.organizationId(), id).orElseThrow());
          return null;
        });
  }

  @Override
  public void close() {
    db.close();
  }
}
