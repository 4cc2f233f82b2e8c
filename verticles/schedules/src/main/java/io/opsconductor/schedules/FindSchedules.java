package io.opsconductor.schedules;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.SchedulePage;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows schedules. */
final class FindSchedules {
  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;

  FindSchedules(Db db, ScheduleStore store, FireStore fires, ScheduleAccess access) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
  }

  ScheduleView get(IdRequest request, Call call) {
    access.toRead(call).require(db, request.id());
    return view(request.id(), call);
  }

  /** As it is now, for who has just changed it. */
  ScheduleView view(UUID id, Call call) {
    ScheduleRow row =
        store.find(db, call.organizationId(), id).orElseThrow(() -> ScheduleAccess.unknown(id));
    return view(row, fires.last(db, List.of(id)).get(id));
  }

  SchedulePage list(ListSchedules request, Call call) {
    int limit = request.page().limit();
    String after = Cursor.text(request.page().cursor());
    List<ScheduleRow> found =
        store.list(
            db, call.organizationId(), request, null, after, limit + 1, access.readable(call));
    Cursor.Part<ScheduleRow> part = Cursor.cut(found, limit, ScheduleRow::sortKey);
    Map<UUID, FireView> last = fires.last(db, part.items().stream().map(ScheduleRow::id).toList());
    return new SchedulePage(
        part.items().stream().map(row -> view(row, last.get(row.id()))).toList(), part.next());
  }

  /** For users, who explain what somebody may do. */
  ObjectMatches match(MatchObject request, Call call) {
    UUID organizationId = request.organizationId();
    return AccessDecisions.matches(
        request, reach -> store.isWithin(db, organizationId, request.id(), reach), null);
  }

  private static ScheduleView view(ScheduleRow row, FireView last) {
    ScheduleInput schedule = row.definition();
    ScheduleHealth health = health(row);
    return new ScheduleView(
        row.id(),
        row.version(),
        schedule.name(),
        schedule.description(),
        schedule.jobId(),
        schedule.spec(),
        schedule.dst(),
        schedule.misfire(),
        schedule.overlap(),
        schedule.calendars(),
        schedule.jitter(),
        schedule.startAt(),
        schedule.endAt(),
        schedule.maxRuns(),
        schedule.parameters(),
        schedule.targets(),
        schedule.runAs(),
        schedule.enabled(),
        row.owner(),
        row.identity().view(),
        row.words(),
        health,
        problem(row, health),
        row.pause(),
        row.standing().nextDueAt(),
        last,
        row.counts(),
        row.createdAt(),
        row.updatedAt(),
        row.updatedBy());
  }

  private static ScheduleHealth health(ScheduleRow row) {
    if (row.stoppedReason() != null) {
      return ScheduleHealth.BROKEN;
    }
    if (!row.definition().enabled() || row.isPaused()) {
      return ScheduleHealth.PAUSED;
    }
    ScheduleHealth condition = WireNamed.of(ScheduleHealth.class, row.condition());
    return condition == ScheduleHealth.HEALTHY && row.standing().nextDueAt() == null
        ? ScheduleHealth.ENDED
        : condition;
  }

  private static String problem(ScheduleRow row, ScheduleHealth health) {
    return switch (health) {
      case BROKEN -> row.stoppedReason();
      case PAUSED -> row.isPaused() ? row.pauseReason() : "it is switched off";
      case LATE, FAILING -> row.problem();
      case HEALTHY, ENDED -> null;
    };
  }
}
