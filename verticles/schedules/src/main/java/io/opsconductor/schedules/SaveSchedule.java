package io.opsconductor.schedules;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.contracts.schedules.UpdateSchedule;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes, changes and removes schedules. What was due before a change is decided by what the
 * schedule was then, in the same transaction, so that no due time is forgotten between two
 * versions.
 */
final class SaveSchedule {
  private final Db db;
  private final ScheduleStore store;
  private final CalendarStore calendars;
  private final ScheduleAccess access;
  private final CheckSchedule check;
  private final Identities identities;
  private final Settle settle;
  private final StartingStore starting;
  private final NextDue nextDue;
  private final FindSchedules find;
  private final Outbox outbox;

  SaveSchedule(
      Db db,
      ScheduleStore store,
      CalendarStore calendars,
      ScheduleAccess access,
      CheckSchedule check,
      Identities identities,
      Settle settle,
      StartingStore starting,
      NextDue nextDue,
      FindSchedules find,
      Outbox outbox) {
    this.db = db;
    this.store = store;
    this.calendars = calendars;
    this.access = access;
    this.check = check;
    this.identities = identities;
    this.settle = settle;
    this.starting = starting;
    this.nextDue = nextDue;
    this.find = find;
    this.outbox = outbox;
  }

  ScheduleView create(ScheduleInput schedule, Call call) {
    ScheduleAccess.Allowed write = access.toWrite(call);
    check.check(schedule, call);
    Identity identity = identities.of(schedule.runAs(), call);
    UUID id = Ids.next();
    return save(
        schedule,
        tx -> {
          requireCalendars(tx, schedule, call);
          store.insert(tx, id, call.user(), schedule, identity);
          write.requireWritten(tx, id);
          ScheduleRow made = store.lock(tx, call.organizationId(), id).orElseThrow();
          requireDue(made);
          nextDue.begin(tx, made);
          tell(tx, call, "schedule.created", made, Change.made(ScheduleFacts.of(made)));
          return id;
        },
        call);
  }

  ScheduleView update(UpdateSchedule request, Call call) {
    ScheduleAccess.Allowed write = access.toWrite(call);
    requireThere(request.id(), write, call);
    ScheduleInput schedule = request.schedule();
    check.check(schedule, call);
    Identity identity = identities.of(schedule.runAs(), call);
    return save(
        schedule,
        tx -> {
          requireCalendars(tx, schedule, call);
          ScheduleRow before = locked(tx, request.id(), request.expectedVersion(), call);
          write.require(tx, before.id());
          if (before.definition().equals(schedule) && before.identity().equals(identity)) {
            return before.id();
          }
          settle.settle(tx, before.id());
          store.replace(tx, before.id(), call.user(), schedule, identity);
          write.requireWritten(tx, before.id());
          ScheduleRow after = store.find(tx, call.organizationId(), before.id()).orElseThrow();
          requireDue(after);
          nextDue.begin(tx, after);
          withdrawIfOff(tx, after);
          Change change = Change.of(ScheduleFacts.of(before), ScheduleFacts.of(after));
          tell(tx, call, "schedule.updated", after, change);
          return before.id();
        },
        call);
  }

  Empty delete(VersionedId request, Call call) {
    ScheduleAccess.Allowed write = access.toWrite(call);
    write.require(db, request.id());
    return db.transaction(
        tx -> {
          ScheduleRow before = locked(tx, request.id(), request.expectedVersion(), call);
          write.require(tx, request.id());
          settle.settle(tx, before.id());
          starting.withdraw(
              tx, before.id(), FireReason.DISABLED, "the schedule was removed before it began");
          store.delete(tx, call.organizationId(), before.id(), call.user().username());
          tell(tx, call, "schedule.deleted", before, Change.removed(ScheduleFacts.of(before)));
          return Empty.INSTANCE;
        });
  }

  /** Switches one on or off that is locked; whether that changes anything. It runs as before. */
  boolean enable(Tx tx, ScheduleRow row, boolean enabled, Call call) {
    if (row.definition().enabled() == enabled) {
      return false;
    }
    settle.settle(tx, row.id());
    store.replace(tx, row.id(), call.user(), switched(row.definition(), enabled), row.identity());
    ScheduleRow after = store.find(tx, call.organizationId(), row.id()).orElseThrow();
    nextDue.begin(tx, after);
    withdrawIfOff(tx, after);
    Change change = Change.of(ScheduleFacts.of(row), ScheduleFacts.of(after));
    tell(tx, call, "schedule.updated", after, change);
    return true;
  }

  private static ScheduleInput switched(ScheduleInput it, boolean enabled) {
    return new ScheduleInput(
        it.name(),
        it.description(),
        it.jobId(),
        it.spec(),
        it.dst(),
        it.misfire(),
        it.overlap(),
        it.calendars(),
        it.jitter(),
        it.startAt(),
        it.endAt(),
        it.maxRuns(),
        it.parameters(),
        it.targets(),
        it.runAs(),
        enabled);
  }

  private void requireThere(UUID id, ScheduleAccess.Allowed write, Call call) {
    if (store.find(db, call.organizationId(), id).isEmpty()) {
      throw ScheduleAccess.unknown(id);
    }
    write.require(db, id);
  }

  private ScheduleRow locked(Tx tx, UUID id, Integer expected, Call call) {
    ScheduleRow row =
        store.lock(tx, call.organizationId(), id).orElseThrow(() -> ScheduleAccess.unknown(id));
    if (expected != null && expected != row.version()) {
      throw new OpsException(
          ErrorCode.VERSION_CHANGED,
          "The schedule is at version %d, not %d".formatted(row.version(), expected));
    }
    return row;
  }

  private void requireCalendars(Tx tx, ScheduleInput schedule, Call call) {
    // Locked before the schedule, as by who changes a calendar: and so they stay what they are.
    List<String> missing = calendars.lock(tx, call.organizationId(), schedule.calendars());
    if (!missing.isEmpty()) {
      throw CalendarStore.unknown(missing);
    }
  }

  /** A schedule of which nothing is ever due from now on is a mistake. */
  private static void requireDue(ScheduleRow row) {
    if (row.plan().firstFrom(row.now()).isEmpty()) {
      String detail = "Nothing is due from now on: %s".formatted(row.plan().words());
      throw new OpsException(
          ErrorCode.BAD_SCHEDULE, detail, List.of(new FieldError("/spec", detail)));
    }
  }

  private void withdrawIfOff(Tx tx, ScheduleRow row) {
    if (!row.definition().enabled()) {
      starting.withdraw(
          tx, row.id(), FireReason.DISABLED, "the schedule was switched off before it began");
    }
  }

  private void tell(Tx tx, Call call, String event, ScheduleRow row, Change change) {
    outbox.add(tx, call, event, "schedule", row.id(), change.with("name", row.name()).data());
  }

  private ScheduleView save(ScheduleInput schedule, Function<Tx, UUID> work, Call call) {
    UUID id =
        DatabaseErrors.orTaken(
            () -> db.transaction(work),
            () -> {
              String detail = "Another schedule has the name " + schedule.name();
              return new OpsException(
                  ErrorCode.SCHEDULE_NAME_TAKEN, detail, List.of(new FieldError("/name", detail)));
            });
    return find.view(id, call);
  }
}
