package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import java.time.Duration;

/** Operations of the group {@code schedules}. */
public final class ScheduleOperations {
  private static final Access READ = Access.permission("schedule:read");
  private static final Access WRITE = Access.permission("schedule:write");

  /** Of what looks at many schedules at once. */
  private static final Duration OF_MANY = Duration.ofSeconds(30);

  private ScheduleOperations() {}

  /**
   * Needs {@code job:run} on the job too. {@code schedule_name_taken}, {@code bad_schedule} when
   * the spec cannot be read or is never due, {@code unknown_job}, {@code unknown_calendar}, {@code
   * unknown_subject} for whom it cannot run as, {@code bad_parameters}.
   */
  public static final Operation<ScheduleInput, ScheduleView> CREATE =
      Operation.once(
          "ops.schedules.v1.schedule.create", ScheduleInput.class, ScheduleView.class, WRITE);

  /** As {@link #CREATE}; {@code version_changed}. From then on it runs as whoever saved it. */
  public static final Operation<UpdateSchedule, ScheduleView> UPDATE =
      Operation.once(
          "ops.schedules.v1.schedule.update", UpdateSchedule.class, ScheduleView.class, WRITE);

  /** Its due times stay on record for as long as others do. */
  public static final Operation<VersionedId, Empty> DELETE =
      Operation.once("ops.schedules.v1.schedule.delete", VersionedId.class, Empty.class, WRITE);

  public static final Operation<IdRequest, ScheduleView> GET =
      Operation.idempotent(
          "ops.schedules.v1.schedule.get", IdRequest.class, ScheduleView.class, READ);

  public static final Operation<ListSchedules, SchedulePage> LIST =
      Operation.idempotent(
          "ops.schedules.v1.schedule.list", ListSchedules.class, SchedulePage.class, READ);

  public static final Operation<PauseSchedule, ScheduleView> PAUSE =
      Operation.idempotent(
          "ops.schedules.v1.schedule.pause", PauseSchedule.class, ScheduleView.class, WRITE);

  /** What was due meanwhile stays skipped. */
  public static final Operation<IdRequest, ScheduleView> RESUME =
      Operation.idempotent(
          "ops.schedules.v1.schedule.resume", IdRequest.class, ScheduleView.class, WRITE);

  /** {@code selection_changed}, {@code selection_too_large}. */
  public static final Operation<BulkSchedules, ScheduleBulkResult> BULK =
      Operation.once(
              "ops.schedules.v1.schedule.bulk",
              BulkSchedules.class,
              ScheduleBulkResult.class,
              WRITE)
          .withTimeout(OF_MANY);

  /** By the engine that fires. {@code bad_schedule}, {@code unknown_calendar}. */
  public static final Operation<PreviewSchedule, SchedulePreview> PREVIEW =
      Operation.idempotent(
          "ops.schedules.v1.schedule.preview", PreviewSchedule.class, SchedulePreview.class, READ);

  public static final Operation<ListFires, FirePage> LIST_FIRES =
      Operation.idempotent("ops.schedules.v1.fire.list", ListFires.class, FirePage.class, READ);

  /**
   * Refused with {@code due_time_decided} for a due time that ran, or is on its way. Running it
   * needs what the caller would need to run the job by hand; it runs as the schedule does.
   */
  public static final Operation<CatchUp, FireView> CATCH_UP =
      Operation.once("ops.schedules.v1.fire.catch-up", CatchUp.class, FireView.class, WRITE);

  public static final Operation<IdRequest, ScheduleStatistics> STATISTICS =
      Operation.idempotent(
          "ops.schedules.v1.schedule.statistics", IdRequest.class, ScheduleStatistics.class, READ);

  public static final Operation<TimeRange, Timeline> TIMELINE =
      Operation.idempotent(
              "ops.schedules.v1.schedule.timeline", TimeRange.class, Timeline.class, READ)
          .withTimeout(OF_MANY);

  public static final Operation<TimeRange, Conflicts> CONFLICTS =
      Operation.idempotent(
              "ops.schedules.v1.schedule.conflicts", TimeRange.class, Conflicts.class, READ)
          .withTimeout(OF_MANY);

  /** {@code calendar_name_taken}, {@code bad_schedule} for a zone that does not exist. */
  public static final Operation<CalendarInput, CalendarView> CREATE_CALENDAR =
      Operation.once(
          "ops.schedules.v1.calendar.create", CalendarInput.class, CalendarView.class, WRITE);

  /** As {@link #CREATE_CALENDAR}; {@code stale_version}. Holds from the next due time on. */
  public static final Operation<UpdateCalendar, CalendarView> UPDATE_CALENDAR =
      Operation.once(
          "ops.schedules.v1.calendar.update", UpdateCalendar.class, CalendarView.class, WRITE);

  /** Refused with {@code calendar_in_use} while a schedule follows it. */
  public static final Operation<VersionedId, Empty> DELETE_CALENDAR =
      Operation.once("ops.schedules.v1.calendar.delete", VersionedId.class, Empty.class, WRITE);

  public static final Operation<IdRequest, CalendarView> GET_CALENDAR =
      Operation.idempotent(
          "ops.schedules.v1.calendar.get", IdRequest.class, CalendarView.class, READ);

  public static final Operation<ListCalendars, CalendarPage> LIST_CALENDARS =
      Operation.idempotent(
          "ops.schedules.v1.calendar.list", ListCalendars.class, CalendarPage.class, READ);

  /** Which grants a schedule falls under. */
  public static final Operation<MatchObject, ObjectMatches> MATCH =
      Operation.idempotent(
          "ops.schedules.v1.grant.match",
          MatchObject.class,
          ObjectMatches.class,
          Access.services("users"));
}
