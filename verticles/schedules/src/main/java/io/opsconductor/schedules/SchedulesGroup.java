package io.opsconductor.schedules;

import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.group.WorkQueue;
import io.opsconductor.platform.outbox.Outbox;
import io.opsconductor.schedules.SchedulesVerticle.UseCases;
import java.time.Duration;
import java.util.Optional;

/** The group {@code schedules}: when what is run, and what became of each due time. */
public final class SchedulesGroup implements ServiceGroup {
  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/schedules");
  }

  @Override
  public GroupParts build(GroupContext context) {
    SchedulesConfig config = context.config().as(SchedulesConfig.class);
    Db db = context.db();
    Outbox outbox = context.outbox();
    ScheduleStore store = new ScheduleStore();
    CalendarStore calendarStore = new CalendarStore();
    FireStore fireStore = new FireStore();
    DueStore due = new DueStore();
    StartingStore starting = new StartingStore();
    WatchStore watched = new WatchStore();
    ExecutionsClient executions = new ExecutionsClient(context.bus(), context.hints());
    InHand inHand = new InHand(System::nanoTime);
    DueMetrics metrics = new DueMetrics(context.metrics());
    Settle settle = new Settle(due, store, new Plans(store), inHand, metrics, outbox);
    NextDue nextDue = new NextDue(store);
    RecordEnds record =
        new RecordEnds(
            db, starting, watched, new TallyStore(), store, nextDue, settle, metrics, outbox);
    StartFires starter =
        new StartFires(db, starting, new AskExecutions(executions), record, inHand);
    WatchRuns watch = new WatchRuns(db, watched, executions, record, inHand);
    ScheduleAccess access = new ScheduleAccess(context.access(), store);
    CheckSchedule check = new CheckSchedule(context.bus(), context.clock());
    FindSchedules find = new FindSchedules(db, store, fireStore, access);
    SaveSchedule save =
        new SaveSchedule(
            db,
            store,
            calendarStore,
            access,
            check,
            new Identities(context.bus()),
            settle,
            starting,
            nextDue,
            find,
            outbox);
    PauseSchedules pause =
        new PauseSchedules(db, store, access, check, settle, starting, nextDue, find, outbox);
    PeriodicTask starts = new PeriodicTask("schedules-start", config.pollInterval(), starter::run);
    inHand.onWork(starts::nudge);
    LookAhead ahead = new LookAhead(context.clock());
    UseCases useCases =
        new UseCases(
            save,
            pause,
            new ChangeMany(db, store, access, check, pause, save),
            find,
            new Preview(db, store, calendarStore, access, context.clock()),
            new ShowFires(db, store, fireStore, access),
            new CatchUpFire(db, store, fireStore, access, check, outbox, starts::nudge),
            new ShowTimeline(db, store, fireStore, access, ahead),
            new FindConflicts(db, store, fireStore, access, context.bus(), ahead),
            new Calendars(db, calendarStore, access, settle, outbox));
    FireClock clock = new FireClock(new FireDue(db, due, settle), config.pollInterval());
    return GroupParts.of(
            () -> new SchedulesVerticle(context, useCases),
            executions,
            starts,
            clock,
            new PeriodicTask("schedules-watch", config.pollInterval(), watch::run),
            new PeriodicTask(
                "schedules-forget",
                Duration.ofMinutes(10),
                new ForgetFires(db, fireStore, store, config.retentionDays())::run))
        .withDrain(
            () -> {
              clock.close();
              starter.drain();
            })
        .withQueues(
            WorkQueue.ofRows(db, "due", ScheduleSql.WAITING),
            WorkQueue.ofRows(db, "starting", FireSql.WAITING));
  }
}
