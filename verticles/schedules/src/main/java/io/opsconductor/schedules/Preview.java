package io.opsconductor.schedules;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.PreviewSchedule;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.SchedulePreview;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells when a schedule is due, saved or not, by the engine that fires. */
final class Preview {
  private static final Identity NOBODY = new Identity(Ids.ADMIN_USER, "nobody", false);

  private final Db db;
  private final ScheduleStore store;
  private final CalendarStore calendars;
  private final ScheduleAccess access;
  private final Clock clock;

  Preview(Db db, ScheduleStore store, CalendarStore calendars, ScheduleAccess access, Clock clock) {
    this.db = db;
    this.store = store;
    this.calendars = calendars;
    this.access = access;
    this.clock = clock;
  }

  SchedulePreview handle(PreviewSchedule request, Call call) {
    Plan plan = request.id() == null ? unsaved(request, call) : saved(request, call);
    Instant from = request.from() == null ? clock.instant() : request.from();
    return new SchedulePreview(plan.words(), times(plan, from, request.count()));
  }

  private Plan saved(PreviewSchedule request, Call call) {
    access.toRead(call).require(db, request.id());
    return store
        .find(db, call.organizationId(), request.id())
        .orElseThrow(() -> ScheduleAccess.unknown(request.id()))
        .plan();
  }

  private Plan unsaved(PreviewSchedule request, Call call) {
    List<String> missing = calendars.missing(db, call.organizationId(), request.calendars());
    if (!missing.isEmpty()) {
      throw CalendarStore.unknown(missing);
    }
    List<CalendarInput> followed = calendars.named(db, call.organizationId(), request.calendars());
    Instant anchor = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return Plan.of(Ids.next(), asSchedule(request), anchor, NOBODY, followed);
  }

  private static ScheduleInput asSchedule(PreviewSchedule request) {
    return new ScheduleInput(
        "preview",
        null,
        Ids.DEFAULT_ORGANIZATION,
        request.spec(),
        request.dst(),
        null,
        null,
        request.calendars(),
        request.jitter(),
        request.startAt(),
        request.endAt(),
        null,
        null,
        null,
        null,
        true);
  }

  private static List<DueTime> times(Plan plan, Instant from, int count) {
    List<DueTime> times = new ArrayList<>();
    Optional<Instant> due = plan.firstFrom(from);
    while (due.isPresent() && times.size() < count) {
      times.add(plan.describe(due.get()));
      due = plan.next(due.get());
    }
    return times;
  }
}
