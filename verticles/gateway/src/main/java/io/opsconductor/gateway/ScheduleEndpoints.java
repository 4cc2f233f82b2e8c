package io.opsconductor.gateway;

import static io.opsconductor.gateway.Render.json;
import static io.opsconductor.gateway.Render.located;
import static io.opsconductor.gateway.Render.nothing;
import static io.opsconductor.gateway.Render.versioned;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CatchUp;
import io.opsconductor.contracts.schedules.CatchUpDecision;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.ListCalendars;
import io.opsconductor.contracts.schedules.ListFires;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.PauseSchedule;
import io.opsconductor.contracts.schedules.PreviewSchedule;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.schedules.TimeRange;
import io.opsconductor.contracts.schedules.UpdateCalendar;
import io.opsconductor.contracts.schedules.UpdateSchedule;
import java.time.Instant;
import java.util.List;

/** What runs when, what became of each due time, and the calendars that schedules follow. */
final class ScheduleEndpoints {
  private static final String API = "/api/v1";

  /** Body of a pause. */
  private record Pause(String reason, Instant until) {}

  /** Body of a decision about a due time. */
  private record Decision(Instant dueAt, CatchUpDecision decision) {}

  private ScheduleEndpoints() {}

  static void addTo(Endpoints endpoints) {
    endpoints.writes(
        "createSchedule", ScheduleOperations.CREATE, versioned(located(201, API + "/schedules/")));
    endpoints.byId("getSchedule", ScheduleOperations.GET, versioned(json(200)));
    endpoints.reads("listSchedules", ScheduleOperations.LIST, ScheduleEndpoints::list);
    endpoints.call(
        "updateSchedule",
        ScheduleOperations.UPDATE,
        ScheduleEndpoints::update,
        versioned(json(200)));
    endpoints.call(
        "deleteSchedule", ScheduleOperations.DELETE, AccessEndpoints::versionedId, nothing());
    endpoints.call(
        "pauseSchedule", ScheduleOperations.PAUSE, ScheduleEndpoints::pause, versioned(json(200)));
    endpoints.byId("resumeSchedule", ScheduleOperations.RESUME, versioned(json(200)));
    endpoints.writes("changeSchedules", ScheduleOperations.BULK, json(200));
    times(endpoints);
    calendars(endpoints);
  }

  private static void times(Endpoints endpoints) {
    endpoints.writes("previewSchedule", ScheduleOperations.PREVIEW, json(200));
    endpoints.reads("nextTimes", ScheduleOperations.PREVIEW, ScheduleEndpoints::next);
    endpoints.reads(
        "listFires",
        ScheduleOperations.LIST_FIRES,
        x -> new ListFires(x.id(), x.page(), WireNamed.of(FireState.class, x.query("state"))));
    endpoints.reads("catchUp", ScheduleOperations.CATCH_UP, ScheduleEndpoints::catchUp);
    endpoints.byId("scheduleStatistics", ScheduleOperations.STATISTICS, json(200));
    endpoints.reads("timeline", ScheduleOperations.TIMELINE, ScheduleEndpoints::range);
    endpoints.reads("scheduleConflicts", ScheduleOperations.CONFLICTS, ScheduleEndpoints::range);
  }

  private static void calendars(Endpoints endpoints) {
    endpoints.writes(
        "createCalendar",
        ScheduleOperations.CREATE_CALENDAR,
        versioned(located(201, API + "/calendars/")));
    endpoints.byId("getCalendar", ScheduleOperations.GET_CALENDAR, versioned(json(200)));
    endpoints.reads(
        "listCalendars",
        ScheduleOperations.LIST_CALENDARS,
        x -> new ListCalendars(x.page(), x.query("name")));
    endpoints.call(
        "updateCalendar",
        ScheduleOperations.UPDATE_CALENDAR,
        ScheduleEndpoints::updateCalendar,
        versioned(json(200)));
    endpoints.call(
        "deleteCalendar",
        ScheduleOperations.DELETE_CALENDAR,
        AccessEndpoints::versionedId,
        nothing());
  }

  private static ListSchedules list(Exchange x) {
    return new ListSchedules(
        x.page(),
        x.query("name"),
        x.queryId("jobId"),
        WireNamed.of(ScheduleHealth.class, x.query("health")),
        x.query("selector"));
  }

  private static UpdateSchedule update(Exchange x) {
    Integer version = IfMatch.version(x);
    return new UpdateSchedule(x.id(), x.body(ScheduleInput.class), version);
  }

  private static UpdateCalendar updateCalendar(Exchange x) {
    Integer version = IfMatch.version(x);
    return new UpdateCalendar(x.id(), x.body(CalendarInput.class), version);
  }

  private static PauseSchedule pause(Exchange x) {
    Pause given = x.body(Pause.class);
    return new PauseSchedule(x.id(), given.reason, given.until);
  }

  private static CatchUp catchUp(Exchange x) {
    Decision given = x.body(Decision.class);
    return new CatchUp(x.id(), given.dueAt, given.decision);
  }

  private static PreviewSchedule next(Exchange x) {
    return new PreviewSchedule(
        x.id(),
        null,
        null,
        List.of(),
        null,
        null,
        null,
        x.queryInt("count"),
        x.queryInstant("from"));
  }

  private static TimeRange range(Exchange x) {
    return new TimeRange(x.queryInstant("from"), x.queryInstant("to"), x.query("selector"));
  }
}
