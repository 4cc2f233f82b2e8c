package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.CatchUp;
import io.opsconductor.contracts.schedules.CatchUpDecision;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;

/**
 * Has a due time run that did not, or says that it need not. It runs as what the schedule is now,
 * and once, as every due time does.
 */
final class CatchUpFire {
  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;
  private final CheckSchedule check;
  private final Outbox outbox;
  private final Runnable nudge;

  /**
   * A use case.
   *
   * @param nudge has what is to start looked for
   */
  CatchUpFire(
      Db db,
      ScheduleStore store,
      FireStore fires,
      ScheduleAccess access,
      CheckSchedule check,
      Outbox outbox,
      Runnable nudge) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
    this.check = check;
    this.outbox = outbox;
    this.nudge = nudge;
  }

  FireView handle(CatchUp request, Call call) {
    ScheduleAccess.Allowed write = access.toWrite(call);
    write.require(db, request.id());
    ScheduleRow schedule =
        store
            .find(db, call.organizationId(), request.id())
            .orElseThrow(() -> ScheduleAccess.unknown(request.id()));
    if (request.decision() == CatchUpDecision.RUN) {
      check.check(schedule.definition(), call);
    }
    db.transaction(
        tx -> {
          decide(tx, request, schedule, call);
          tx.afterCommit(nudge);
          return null;
        });
    return fires.find(db, request.id(), request.dueAt()).orElseThrow();
  }

  private void decide(Tx tx, CatchUp request, ScheduleRow seen, Call call) {
    ScheduleRow schedule =
        store
            .lock(tx, call.organizationId(), request.id())
            .orElseThrow(() -> ScheduleAccess.unknown(request.id()));
    schedule.requireUnchangedSince(seen);
    FireView fire = undecided(tx, request);
    switch (request.decision()) {
      case RUN -> {
        store.uncount(tx, schedule.id(), fire.state());
        fires.again(tx, fire, schedule.plan().run(), schedule.definition().misfire().deadline());
      }
      case DISMISS ->
          fires.dismiss(
              tx, fire, "%s; dismissed by %s".formatted(fire.detail(), call.user().username()));
    }
    tell(tx, schedule, fire, request, call);
  }

  private FireView undecided(Tx tx, CatchUp request) {
    FireView fire =
        fires
            .lock(tx, request.id(), request.dueAt())
            .orElseThrow(
                () ->
                    new OpsException(ErrorCode.NOT_FOUND, "Nothing was due at " + request.dueAt()));
    return switch (fire.state()) {
      case SKIPPED, MISSED, FAILED -> fire;
      case STARTING, FIRED, LATE ->
          throw new OpsException(
              ErrorCode.DUE_TIME_DECIDED,
              "What was due at %s is %s already".formatted(fire.dueAt(), fire.state().wireName()));
    };
  }

  private void tell(Tx tx, ScheduleRow schedule, FireView fire, CatchUp request, Call call) {
    outbox.add(
        tx,
        call,
        "schedule.catch_up_decided",
        "schedule",
        schedule.id(),
        Map.of(
            "name", schedule.name(),
            "dueAt", fire.dueAt(),
            "was", fire.state(),
            "decision", request.decision()));
  }
}
