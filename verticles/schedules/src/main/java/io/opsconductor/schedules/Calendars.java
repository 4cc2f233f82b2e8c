package io.opsconductor.schedules;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarPage;
import io.opsconductor.contracts.schedules.CalendarView;
import io.opsconductor.contracts.schedules.ListCalendars;
import io.opsconductor.contracts.schedules.UpdateCalendar;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import io.opsconductor.schedules.time.Windows;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes, changes, removes and shows calendars. Every schedule of the organization may follow them,
 * so that who writes them must be allowed to write every schedule.
 */
final class Calendars {
  private static final String WRITE = "schedule:write";

  private final Db db;
  private final CalendarStore store;
  private final ScheduleAccess access;
  private final Settle settle;
  private final Outbox outbox;

  Calendars(Db db, CalendarStore store, ScheduleAccess access, Settle settle, Outbox outbox) {
    this.access = access;
    this.db = db;
    this.store = store;
    this.settle = settle;
    this.outbox = outbox;
  }

  CalendarView create(CalendarInput calendar, Call call) {
    requireWrite(call);
    Windows.of(List.of(calendar));
    UUID id = Ids.next();
    return save(
        calendar,
        tx -> {
          store.insert(tx, call.organizationId(), id, calendar, call.user().username());
          CalendarRow made = locked(tx, id, null, call);
          tell(tx, call, "calendar.created", made, Change.made(made.facts()));
          return made.view();
        });
  }

  CalendarView update(UpdateCalendar request, Call call) {
    requireWrite(call);
    CalendarInput calendar = request.calendar();
    Windows.of(List.of(calendar));
    return save(
        calendar,
        tx -> {
          CalendarRow before = locked(tx, request.id(), request.expectedVersion(), call);
          if (before.definition().equals(calendar)) {
            return before.view();
          }
          // What is due until now is decided by what the calendar was.
          store.lockFollowers(tx, before.id()).forEach(id -> settle.settle(tx, id));
          store.replace(tx, call.organizationId(), before.id(), calendar, call.user().username());
          store.tellFollowers(tx, before.id(), before.definition().name(), calendar.name());
          CalendarRow after = locked(tx, before.id(), null, call);
          Change change = Change.of(before.facts(), after.facts());
          tell(tx, call, "calendar.updated", after, change);
          return after.view();
        });
  }

  Empty delete(VersionedId request, Call call) {
    requireWrite(call);
    return db.transaction(
        tx -> {
          CalendarRow before = locked(tx, request.id(), request.expectedVersion(), call);
          if (!before.usedBy().isEmpty()) {
            throw new OpsException(
                ErrorCode.CALENDAR_IN_USE,
                "Schedules follow it: " + String.join(", ", before.usedBy()));
          }
          store.delete(tx, call.organizationId(), before.id());
          tell(tx, call, "calendar.deleted", before, Change.removed(before.facts()));
          return Empty.INSTANCE;
        });
  }

  CalendarView get(IdRequest request, Call call) {
    CalendarRow row =
        store
            .find(db, call.organizationId(), request.id())
            .orElseThrow(() -> unknown(request.id()));
    return view(row, access.readable(call).isEverything());
  }

  /** Who follows it is told to those who may see every schedule. */
  private static CalendarView view(CalendarRow row, boolean withFollowers) {
    return withFollowers ? row.view() : row.withoutFollowers().view();
  }

  CalendarPage list(ListCalendars request, Call call) {
    int limit = request.page().limit();
    String after = Cursor.text(request.page().cursor());
    Cursor.Part<CalendarRow> part =
        Cursor.cut(
            store.list(db, call.organizationId(), request.name(), after, limit + 1),
            limit,
            CalendarRow::sortKey);
    boolean withFollowers = access.readable(call).isEverything();
    return new CalendarPage(
        part.items().stream().map(row -> view(row, withFollowers)).toList(), part.next());
  }

  private static void requireWrite(Call call) {
    CallerContext.User user = call.user();
    if (!user.mayEverywhere(WRITE)) {
      throw new OpsException(
          ErrorCode.FORBIDDEN, "This needs the permission " + WRITE + " on every schedule");
    }
  }

  private CalendarRow locked(Tx tx, UUID id, Integer expected, Call call) {
    CalendarRow row = store.lock(tx, call.organizationId(), id).orElseThrow(() -> unknown(id));
    if (expected != null && expected != row.version()) {
      throw new OpsException(
          ErrorCode.STALE_VERSION,
          "The calendar is at version %d, not %d".formatted(row.version(), expected));
    }
    return row;
  }

  private void tell(Tx tx, Call call, String event, CalendarRow row, Change change) {
    String name = row.definition().name();
    outbox.add(tx, call, event, "calendar", row.id(), change.with("name", name).data());
  }

  private CalendarView save(CalendarInput calendar, Function<Tx, CalendarView> work) {
    return DatabaseErrors.orTaken(
        () -> db.transaction(work),
        () -> {
          String detail = "Another calendar has the name " + calendar.name();
          return new OpsException(
              ErrorCode.CALENDAR_NAME_TAKEN, detail, List.of(new FieldError("/name", detail)));
        });
  }

  private static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no calendar " + id);
  }
}
