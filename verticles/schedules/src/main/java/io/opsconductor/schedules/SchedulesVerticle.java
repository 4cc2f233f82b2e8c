package io.opsconductor.schedules;

import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of schedules. */
final class SchedulesVerticle extends ServiceVerticle {
  private final UseCases useCases;

  /** What it serves. */
  record UseCases(
      SaveSchedule save,
      PauseSchedules pause,
      ChangeMany many,
      FindSchedules find,
      Preview preview,
      ShowFires fires,
      CatchUpFire catchUp,
      ShowTimeline timeline,
      FindConflicts conflicts,
      Calendars calendars) {}

  SchedulesVerticle(GroupContext context, UseCases useCases) {
    super(context);
    this.useCases = useCases;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(ScheduleOperations.CREATE, useCases.save::create);
    server.serve(ScheduleOperations.UPDATE, useCases.save::update);
    server.serve(ScheduleOperations.DELETE, useCases.save::delete);
    server.serve(ScheduleOperations.PAUSE, useCases.pause::pause);
    server.serve(ScheduleOperations.RESUME, useCases.pause::resume);
    server.serve(ScheduleOperations.BULK, useCases.many::handle);
    server.serve(ScheduleOperations.GET, useCases.find::get);
    server.serve(ScheduleOperations.LIST, useCases.find::list);
    server.serve(ScheduleOperations.MATCH, useCases.find::match);
    server.serve(ScheduleOperations.PREVIEW, useCases.preview::handle);
    server.serve(ScheduleOperations.LIST_FIRES, useCases.fires::list);
    server.serve(ScheduleOperations.STATISTICS, useCases.fires::statistics);
    server.serve(ScheduleOperations.CATCH_UP, useCases.catchUp::handle);
    server.serve(ScheduleOperations.TIMELINE, useCases.timeline::handle);
    server.serve(ScheduleOperations.CONFLICTS, useCases.conflicts::handle);
    server.serve(ScheduleOperations.CREATE_CALENDAR, useCases.calendars::create);
    server.serve(ScheduleOperations.UPDATE_CALENDAR, useCases.calendars::update);
    server.serve(ScheduleOperations.DELETE_CALENDAR, useCases.calendars::delete);
    server.serve(ScheduleOperations.GET_CALENDAR, useCases.calendars::get);
    server.serve(ScheduleOperations.LIST_CALENDARS, useCases.calendars::list);
  }
}
