package io.opsconductor.schedules;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.PauseSchedule;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Pauses schedules, and has them go on. To have one go on that was stopped is to have it run: that
 * needs whatever a run of it needs.
 */
final class PauseSchedules {
  private final Db db;
  private final ScheduleStore store;
  private final ScheduleAccess access;
  private final CheckSchedule check;
  private final Settle settle;
  private final StartingStore starting;
  private final NextDue nextDue;
  private final FindSchedules find;
  private final Outbox outbox;

  PauseSchedules(
      Db db,
      ScheduleStore store,
      ScheduleAccess access,
      CheckSchedule check,
      Settle settle,
      StartingStore starting,
      NextDue nextDue,
      FindSchedules find,
      Outbox outbox) {
    this.db = db;
    this.store = store;
    this.access = access;
    this.check = check;
    this.settle = settle;
    this.starting = starting;
    this.nextDue = nextDue;
    this.find = find;
    this.outbox = outbox;
  }

  ScheduleView pause(PauseSchedule request, Call call) {
    ScheduleAccess.Allowed write = access.toWrite(call);
    write.require(db, request.id());
    db.transaction(
        tx -> {
          ScheduleRow row = locked(tx, request.id(), call);
          write.require(tx, row.id());
          return pause(tx, row, request.reason(), request.until(), call);
        });
    return find.view(request.id(), call);
  }

  ScheduleView resume(IdRequest request, Call call) {
    ScheduleAccess.Allowed write = access.toWrite(call);
    write.require(db, request.id());
    ScheduleRow seen =
        store
            .find(db, call.organizationId(), request.id())
            .orElseThrow(() -> ScheduleAccess.unknown(request.id()));
    if (seen.stoppedReason() != null) {
      check.check(seen.definition(), call);
    }
    db.transaction(
        tx -> {
          ScheduleRow row = locked(tx, request.id(), call);
          write.require(tx, row.id());
          row.requireUnchangedSince(seen);
          return resume(tx, row, call);
        });
    return find.view(request.id(), call);
  }

  private ScheduleRow locked(Tx tx, UUID id, Call call) {
    return store.lock(tx, call.organizationId(), id).orElseThrow(() -> ScheduleAccess.unknown(id));
  }

  /** Whether that changes anything of a schedule that is locked. */
  boolean pause(Tx tx, ScheduleRow row, String reason, Instant until, Call call) {
    if (until != null && !until.isAfter(row.now())) {
      throw Checks.invalid("until", "must be in the future, got " + until);
    }
    if (row.isPaused()
        && Objects.equals(row.pauseReason(), reason)
        && Objects.equals(row.standing().pausedUntil(), until)) {
      return false;
    }
    settle.settle(tx, row.id());
    starting.withdraw(tx, row.id(), FireReason.PAUSED, "the schedule was paused before it began");
    store.pause(tx, row.id(), until, reason, call.user().username());
    nextDue.reopen(tx, List.of(row.id()));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", row.name());
    data.put("reason", reason);
    data.put("until", until);
    outbox.add(tx, call, "schedule.paused", "schedule", row.id(), data);
    return true;
  }

  /** Whether that changes anything of a schedule that is locked. */
  boolean resume(Tx tx, ScheduleRow row, Call call) {
    boolean stopped = row.stoppedReason() != null;
    if (row.standing().pausedAt() == null && !stopped) {
      return false;
    }
    settle.settle(tx, row.id());
    store.resume(tx, row.id());
    if (stopped) {
      nextDue.begin(tx, row);
    }
    outbox.add(tx, call, "schedule.resumed", "schedule", row.id(), Map.of("name", row.name()));
    return true;
  }
}
