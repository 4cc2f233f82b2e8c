package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.FirePage;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.contracts.schedules.LatenessBucket;
import io.opsconductor.contracts.schedules.ListFires;
import io.opsconductor.contracts.schedules.ScheduleStatistics;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.Db;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Shows what became of the due times of a schedule. */
final class ShowFires {
  /** Milliseconds. */
  private static final Long[] BOUNDS = {
    100L, 500L, 1_000L, 5_000L, 15_000L, 60_000L, 300_000L, 1_800_000L, 3_600_000L
  };

  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;

  ShowFires(Db db, ScheduleStore store, FireStore fires, ScheduleAccess access) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
  }

  FirePage list(ListFires request, Call call) {
    ScheduleRow schedule = readable(request.id(), call);
    int limit = request.page().limit();
    Instant before = before(request.page().cursor());
    List<FireView> found = fires.list(db, schedule.id(), request.state(), before, limit + 1);
    Cursor.Part<FireView> part = Cursor.cut(found, limit, FireView::dueAt);
    return new FirePage(part.items(), part.next());
  }

  private ScheduleRow readable(UUID id, Call call) {
    access.toRead(call).require(db, id);
    return store.find(db, call.organizationId(), id).orElseThrow(() -> ScheduleAccess.unknown(id));
  }

  private static Instant before(String cursor) {
    String key = Cursor.text(cursor);
    try {
      return key == null ? null : Instant.parse(key);
    } catch (DateTimeParseException e) {
      throw new OpsException(ErrorCode.BAD_CURSOR, "This cursor was not given out by this list");
    }
  }

  ScheduleStatistics statistics(IdRequest request, Call call) {
    ScheduleRow schedule = readable(request.id(), call);
    long[] counts = fires.lateness(db, schedule.id(), BOUNDS);
    List<LatenessBucket> buckets = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      buckets.add(new LatenessBucket(i < BOUNDS.length ? BOUNDS[i] : null, counts[i]));
    }
    Long median = fires.medianDurations(db, List.of(schedule.id())).get(schedule.id());
    return new ScheduleStatistics(schedule.counts(), buckets, median);
  }
}
