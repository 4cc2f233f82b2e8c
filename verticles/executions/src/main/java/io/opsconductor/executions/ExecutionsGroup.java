package io.opsconductor.executions;

import io.opsconductor.executions.ExecutionsVerticle.UseCases;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.group.WorkQueue;
import java.time.Duration;
import java.util.Optional;

/** Executions: what runs where, who has the lease, what came of it. */
public final class ExecutionsGroup implements ServiceGroup {

  @Override
  public String name() {
    return "executions";
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("classpath:db/executions");
  }

  @Override
  public GroupParts build(GroupContext context) {
    ExecutionsConfig config = context.config().as(ExecutionsConfig.class);
    Db db = context.db();
    BusClient bus = context.bus();
    ExecutionStore executions = new ExecutionStore();
    TaskStore tasks = new TaskStore(config.lease());
    StepStore steps = new StepStore();
    LogStore log = new LogStore();
    IdempotencyStore idempotency = new IdempotencyStore(config.idempotencyHours());
    Announcements announcements = new Announcements(context.hints());
    Changes changes =
        new Changes(db, executions, tasks, steps, log, context.outbox(), announcements);
    ExecutionAccess access = new ExecutionAccess(context.access(), db, executions, bus);
    MakeExecutions making = new MakeExecutions(tasks, log, context.outbox(), announcements);
    CreateExecution create =
        new CreateExecution(db, executions, making, idempotency, access, context.quota());
    DueStore dueRuns = new DueStore();
    ShowLog showLog = new ShowLog(db, tasks, steps, log);
    Cancel cancel = new Cancel(db, changes, executions, tasks, context.outbox());
    Withdraw withdraw = new Withdraw(changes, executions, tasks, context.outbox());
    Starters starters = new Starters(bus, context.hints(), withdraw);
    UseCases useCases =
        new UseCases(
            access,
            new Start(create, access, bus),
            new Rerun(db, executions, tasks, create, access, bus),
            new StartDueRuns(
                db,
                dueRuns,
                new MakeDueRuns(db, executions, dueRuns, making, context.quota(), context.clock()),
                access,
                cancel,
                bus),
            cancel,
            new RunsOfStarters(db, executions, withdraw, cancel, access),
            new Claim(
                db,
                changes,
                executions,
                tasks,
                steps,
                new TargetLookup(bus),
                starters,
                config.lease()),
            new RenewLeases(db, tasks, config.lease()),
            new StoreReports(changes, executions, tasks, steps),
            new Resolve(db, changes, executions, tasks, access, context.outbox()),
            new ShowExecutions(db, executions, dueRuns, tasks, steps, access),
            new Summarize(db, executions, showLog),
            new Search(db, tasks, log),
            showLog);
    Sweep sweep = new Sweep(db, changes, executions, tasks, steps);
    return GroupParts.of(
            () -> new ExecutionsVerticle(context, useCases),
            starters,
            new PeriodicTask(
                "executions-log-partitions",
                Duration.ofHours(1),
                new LogPartitionStore(db, config.retentionDays())::run),
            new PeriodicTask("executions-sweep", config.sweepInterval(), sweep::run),
            new PeriodicTask(
                "executions-idempotency", Duration.ofHours(1), () -> idempotency.forgetOld(db)))
        .withQueues(WorkQueue.ofRows(db, "tasks", ExecutionSql.WAITING));
  }
}
