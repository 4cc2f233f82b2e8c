package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.BusyHour;
import io.opsconductor.contracts.schedules.Conflicts;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.TargetConflict;
import io.opsconductor.contracts.schedules.TimeRange;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Foretells what gets in the way of what: runs of two schedules on one target at one time, and
 * hours in which far more is due than usual. How long runs take is judged by past ones.
 */
final class FindConflicts {
  /** Of a schedule of which no run has ended yet. */
  private static final long UNKNOWN_DURATION_MS = 60_000;

  /** Runs that are looked at. */
  private static final int MOST_RUNS = 20_000;

  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;
  private final BusClient bus;

  FindConflicts(Db db, ScheduleStore store, FireStore fires, ScheduleAccess access, BusClient bus) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
    this.bus = bus;
  }

  Conflicts handle(TimeRange range, Call call) {
    List<ScheduleRow> rows = schedules(range, call);
    boolean complete = rows.size() <= ShowTimeline.MOST_SCHEDULES;
    Map<UUID, Long> medians =
        fires.medianDurations(db, rows.stream().map(ScheduleRow::id).toList());
    List<ExpectedRun> runs = new ArrayList<>();
    for (ScheduleRow row : rows) {
      long duration = medians.getOrDefault(row.id(), UNKNOWN_DURATION_MS);
      complete &= expect(row, duration, range, runs);
    }
    runs.sort(Comparator.comparing(ExpectedRun::from).thenComparing(run -> run.schedule().id()));
    TargetOverlaps overlaps = new TargetOverlaps(new ScheduleTargets(bus, call));
    List<TargetConflict> conflicts = overlaps.among(runs);
    List<BusyHour> hours = BusyHours.among(runs, range);
    return new Conflicts(conflicts, hours, complete && overlaps.isComplete());
  }

  private List<ScheduleRow> schedules(TimeRange range, Call call) {
    return store.list(
        db,
        call.organizationId(),
        new ListSchedules(null, null, null, null, range.selector()),
        null,
        null,
        ShowTimeline.MOST_SCHEDULES + 1,
        access.readable(call));
  }

  /** Whether there was room for all runs of a schedule. */
  private static boolean expect(
      ScheduleRow row, long durationMs, TimeRange range, List<ExpectedRun> runs) {
    Optional<Instant> due = ShowTimeline.upcoming(row, range);
    if (due.isEmpty() || (row.isPaused() && row.standing().pausedUntil() == null)) {
      return true;
    }
    Plan plan = row.plan();
    while (due.isPresent() && due.get().isBefore(range.to())) {
      if (runs.size() >= MOST_RUNS) {
        return false;
      }
      Instant at = due.get();
      if (plan.keptFrom(at).isEmpty() && !row.standing().isPausedAt(at)) {
        runs.add(new ExpectedRun(row, plan.fireAt(at), durationMs));
      }
      due = plan.next(at);
    }
    return true;
  }
}
