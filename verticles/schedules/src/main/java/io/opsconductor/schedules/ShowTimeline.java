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

  /** Due times that are counted of all schedules together. */
  private static final int MOST_COUNTED = 1_000_000;

  private final Db db;
  private final ScheduleStore store;
  private final FireStore fires;
  private final ScheduleAccess access;

  ShowTimeline(Db db, ScheduleStore store, FireStore fires, ScheduleAccess access) {
    this.db = db;
    this.store = store;
    this.fires = fires;
    this.access = access;
  }

  Timeline handle(TimeRange range, Call call) {
    List<ScheduleRow> rows = schedules(range, call);
    boolean complete = rows.size() <= MOST_SCHEDULES;
    List<ScheduleRow> shown = complete ? rows : rows.subList(0, MOST_SCHEDULES);
    Map<UUID, List<FireView>> done = done(range, shown);
    complete &= done.values().stream().mapToInt(List::size).sum() < MOST_FIRES;
    Budget budget = new Budget();
    List<TimelineEntry> entries = new ArrayList<>();
    for (ScheduleRow row : shown) {
      entry(row, done.getOrDefault(row.id(), List.of()), range, budget).ifPresent(entries::add);
    }
    entries.sort(Comparator.comparing(TimelineEntry::first));
    return new Timeline(entries, complete && budget.left > 0);
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

  /** How many due times are counted still. */
  private static final class Budget {
    int left = MOST_COUNTED;
  }

  private static Optional<TimelineEntry> entry(
      ScheduleRow row, List<FireView> done, TimeRange range, Budget budget) {
    List<TimelinePoint> points = new ArrayList<>();
    Map<String, Integer> states = new LinkedHashMap<>();
    for (FireView fire : done) {
      states.merge(fire.state().wireName(), 1, Integer::sum);
      if (points.size() < MOST_POINTS) {
        points.add(new TimelinePoint(fire.dueAt(), fire.state(), fire.executionId(), List.of()));
      }
    }
    long due = done.size();
    Instant last = done.isEmpty() ? null : done.getLast().dueAt();
    Optional<Instant> next = upcoming(row, range);
    Plan plan = next.isPresent() ? row.plan() : null;
    while (next.isPresent() && next.get().isBefore(range.to()) && budget.left > 0) {
      budget.left--;
      due++;
      last = next.get();
      if (points.size() < MOST_POINTS) {
        points.add(new TimelinePoint(last, null, null, plan.describe(last).notes()));
      }
      next = plan.next(last);
    }
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

  /** The first due time of the stretch that nothing was decided about. */
  static Optional<Instant> upcoming(ScheduleRow row, TimeRange range) {
    Instant next = row.standing().nextDueAt();
    if (next == null) {
      return Optional.empty();
    }
    return next.isBefore(range.from()) ? row.plan().firstFrom(range.from()) : Optional.of(next);
  }
}
