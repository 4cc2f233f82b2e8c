package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.TimeRange;
import io.opsconductor.contracts.schedules.Timeline;
import io.opsconductor.contracts.schedules.TimelineEntry;
import io.opsconductor.contracts.schedules.TimelinePoint;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shows everything that was or will be due in a stretch of time. */
final class ShowTimeline {
  /** Schedules that are looked at. */
  static final int MOST_SCHEDULES = 1_000;

  private static final int MOST_POINTS = 50;
  private static final int MOST_FIRES = 50_000;

  /** Due times to come that are counted, of all schedules together. */
  private static final int MOST_COUNTED = 1_000_000;

  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;
  private final LookAhead ahead;

  ShowTimeline(
      Db db, ScheduleStore store, FireStore fires, ScheduleAccess access, LookAhead ahead) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
    this.ahead = ahead;
  }

  Timeline handle(TimeRange range, Call call) {
    return ahead.within(call.origin().deadline(), look -> show(range, call, look));
  }

  private Timeline show(TimeRange range, Call call, LookAhead.Look look) {
    List<ScheduleRow> rows = schedules(range, call);
    boolean complete = rows.size() <= MOST_SCHEDULES;
    List<ScheduleRow> shown = complete ? rows : rows.subList(0, MOST_SCHEDULES);
    Map<UUID, List<FireView>> done = done(range, shown);
    complete &= done.values().stream().mapToInt(List::size).sum() < MOST_FIRES;
    LookAhead.Steps steps = look.steps(MOST_COUNTED);
    List<TimelineEntry> entries = new ArrayList<>();
    for (ScheduleRow row : shown) {
      Line line = new Line();
      done.getOrDefault(row.id(), List.of()).forEach(line::done);
      upcoming(row, range, steps, line);
      line.entry(row).ifPresent(entries::add);
    }
    entries.sort(Comparator.comparing(TimelineEntry::first));
    return new Timeline(entries, complete && steps.wereEnough());
  }

  private List<ScheduleRow> schedules(TimeRange range, Call call) {
    ListSchedules asked = new ListSchedules(null, null, null, null, range.selector());
    return store.list(
        db, call.organizationId(), asked, null, null, MOST_SCHEDULES + 1, access.readable(call));
  }

  private Map<UUID, List<FireView>> done(TimeRange range, List<ScheduleRow> rows) {
    Map<UUID, List<FireView>> done = new LinkedHashMap<>();
    List<UUID> ids = rows.stream().map(ScheduleRow::id).toList();
    for (FireView fire : fires.between(db, range.from(), range.to(), ids, MOST_FIRES)) {
      done.computeIfAbsent(fire.scheduleId(), id -> new ArrayList<>()).add(fire);
    }
    return done;
  }

  /** What is told of a schedule. */
  private static final class Line {
    private final List<TimelinePoint> points = new ArrayList<>();
    private final Map<String, Integer> states = new LinkedHashMap<>();
    private long due;
    private Instant last;

    void done(FireView fire) {
      states.merge(fire.state().wireName(), 1, Integer::sum);
      if (points.size() < MOST_POINTS) {
        points.add(new TimelinePoint(fire.dueAt(), fire.state(), fire.executionId(), List.of()));
      }
      due++;
      last = fire.dueAt();
    }

    void upcoming(Plan plan, Instant at) {
      if (points.size() < MOST_POINTS) {
        points.add(new TimelinePoint(at, null, null, plan.describe(at).notes()));
      }
      due++;
      last = at;
    }

    /** Empty when there is nothing to tell. */
    Optional<TimelineEntry> entry(ScheduleRow row) {
      return points.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new TimelineEntry(
                  row.id(),
                  row.name(),
                  row.definition().jobId(),
                  row.words(),
                  due,
                  states,
                  points.getFirst().at(),
                  last,
                  points));
    }
  }

  private static void upcoming(ScheduleRow row, TimeRange range, LookAhead.Steps steps, Line line) {
    if (row.standing().nextDueAt() == null) {
      return;
    }
    Plan plan = row.plan();
    Optional<Instant> next = upcoming(row, plan, range);
    while (next.isPresent() && next.get().isBefore(range.to()) && steps.take(1)) {
      line.upcoming(plan, next.get());
      next = plan.next(next.get());
    }
  }

  /**
   * The first due time of the stretch that nothing was decided about.
   *
   * @param row of a schedule that is due at some time
   */
  static Optional<Instant> upcoming(ScheduleRow row, Plan plan, TimeRange range) {
    Instant next = row.standing().nextDueAt();
    return next.isBefore(range.from()) ? plan.firstFrom(range.from()) : Optional.of(next);
  }
}
