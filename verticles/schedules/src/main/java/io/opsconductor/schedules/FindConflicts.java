package io.opsconductor.schedules;

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

  /** Due times that are looked at, also those that do not run. */
  private static final int MOST_DUE = 200_000;

  /** Two runs that are compared, or two targets. */
  private static final int MOST_COMPARED = 2_000_000;

  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;
  private final BusClient bus;
  private final LookAhead ahead;

  FindConflicts(
      Db db,
      ScheduleStore store,
      FireStore fires,
      ScheduleAccess access,
      BusClient bus,
      LookAhead ahead) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
    this.bus = bus;
    this.ahead = ahead;
  }

  Conflicts handle(TimeRange range, Call call) {
    return ahead.within(call.origin().deadline(), look -> find(range, call, look));
  }

  private Conflicts find(TimeRange range, Call call, LookAhead.Look look) {
    List<ScheduleRow> rows = schedules(range, call);
    boolean complete = rows.size() <= ShowTimeline.MOST_SCHEDULES;
    List<ScheduleRow> looked = complete ? rows : rows.subList(0, ShowTimeline.MOST_SCHEDULES);
    Map<UUID, Long> medians =
        fires.medianDurations(db, looked.stream().map(ScheduleRow::id).toList());
    LookAhead.Steps steps = look.steps(MOST_DUE);
    List<ExpectedRun> runs = new ArrayList<>();
    for (ScheduleRow row : looked) {
      long duration = medians.getOrDefault(row.id(), UNKNOWN_DURATION_MS);
      complete &= expect(row, duration, range, steps, runs);
    }
    runs.sort(Comparator.comparing(ExpectedRun::from).thenComparing(run -> run.schedule().id()));
    ScheduleTargets targets = new ScheduleTargets(bus, call);
    TargetOverlaps overlaps = new TargetOverlaps(targets::of, look.steps(MOST_COMPARED));
    List<TargetConflict> conflicts = overlaps.among(runs);
    complete &= overlaps.isComplete() && targets.isComplete();
    return new Conflicts(conflicts, BusyHours.among(runs, range), complete);
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
      ScheduleRow row,
      long durationMs,
      TimeRange range,
      LookAhead.Steps steps,
      List<ExpectedRun> runs) {
    boolean stopped = row.isPaused() && row.standing().pausedUntil() == null;
    if (stopped || row.standing().nextDueAt() == null) {
      return true;
    }
    Plan plan = row.plan();
    // Where it begins depends on the due time after it.
    int cost = plan.definition().jitter() == null ? 1 : 2;
    Optional<Instant> due = ShowTimeline.upcoming(row, plan, range);
    while (due.isPresent() && due.get().isBefore(range.to())) {
      if (runs.size() >= MOST_RUNS || !steps.take(cost)) {
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
