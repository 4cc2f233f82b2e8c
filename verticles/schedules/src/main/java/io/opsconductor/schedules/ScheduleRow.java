package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.ScheduleCounts;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.SchedulePause;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A schedule as it is in the database.
 *
 * @param sortKey of its name, in lists
 * @param calendars that it follows, as they are now
 * @param anchor of an interval that has none of its own
 * @param stoppedReason why it cannot run until somebody resumes it; null when it can
 * @param condition {@code healthy}, {@code late} or {@code failing}: how it did last
 * @param problem what went wrong last; null when nothing did
 * @param now by the clock of the database
 */
record ScheduleRow(
    Standing standing,
    String sortKey,
    ScheduleInput definition,
    List<CalendarInput> calendars,
    Instant anchor,
    String owner,
    Identity identity,
    String pauseReason,
    String pausedBy,
    String stoppedReason,
    String condition,
    String problem,
    ScheduleCounts counts,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy,
    Instant now) {
  ScheduleRow {
    calendars = List.copyOf(calendars);
  }

  UUID id() {
    return standing.id();
  }

  UUID organizationId() {
    return standing.organizationId();
  }

  int version() {
    return standing.version();
  }

  String name() {
    return definition.name();
  }

  Plan plan() {
    return Plan.of(id(), definition, anchor, identity, calendars);
  }

  /** When it is due, for people; also of one that cannot be read any more. */
  String words() {
    try {
      return plan().words();
    } catch (OpsException e) {
      return "never: " + e.getMessage();
    }
  }

  /** What was judged is what is done. */
  void requireUnchangedSince(ScheduleRow seen) {
    if (version() != seen.version()) {
      throw new OpsException(
          ErrorCode.CONFLICT, "The schedule was changed in this moment; try again");
    }
  }

  /** Whether it is switched on, and nobody has to mend it first. */
  boolean mayRun() {
    return definition.enabled() && stoppedReason == null;
  }

  boolean isPaused() {
    return standing.pausedAt() != null && !standing.hasOutlastedPause(now);
  }

  /** Null when it is not paused. */
  SchedulePause pause() {
    return isPaused()
        ? new SchedulePause(pauseReason, standing.pausedUntil(), standing.pausedAt(), pausedBy)
        : null;
  }
}
