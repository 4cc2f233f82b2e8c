package io.opsconductor.schedules;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.schedules.time.FireTimes;
import io.opsconductor.schedules.time.Kept;
import io.opsconductor.schedules.time.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A version of a schedule, read and ready to tell what is due. */
final class Plan {
  private final UUID id;
  private final ScheduleInput definition;
  private final FireTimes times;
  private final Windows windows;
  private final String run;

  private Plan(
      UUID id, ScheduleInput definition, FireTimes times, Windows windows, Identity identity) {
    this.id = id;
    this.definition = definition;
    this.times = times;
    this.windows = windows;
    this.run = Wire.encodeString(RunOrder.of(definition, identity));
  }

  /**
   * Reads a schedule.
   *
   * @param anchor of an interval that has none of its own
   * @throws io.opsconductor.contracts.OpsException {@code bad_schedule}
   */
  static Plan of(
      UUID id,
      ScheduleInput definition,
      Instant anchor,
      Identity identity,
      List<CalendarInput> calendars) {
    return new Plan(
        id,
        definition,
        FireTimes.of(definition.spec(), definition.dst(), anchor),
        Windows.of(calendars),
        identity);
  }

  ScheduleInput definition() {
    return definition;
  }

  String words() {
    return times.words();
  }

  /** What is handed to executions for each due time, as JSON. */
  String run() {
    return run;
  }

  /** The first due time at or after. */
  Optional<Instant> firstFrom(Instant from) {
    Instant start = definition.startAt();
    return bounded(times.firstFrom(start != null && start.isAfter(from) ? start : from));
  }

  /** The first due time after. */
  Optional<Instant> next(Instant after) {
    Instant start = definition.startAt();
    return start != null && start.isAfter(after) ? firstFrom(start) : bounded(times.next(after));
  }

  private Optional<Instant> bounded(Optional<Instant> due) {
    Instant end = definition.endAt();
    return end == null ? due : due.filter(at -> at.isBefore(end));
  }

  /**
   * When what is due begins: up to the jitter later, always the same for the same due time, and not
   * after the next one is due.
   */
  Instant fireAt(Instant due) {
    Duration jitter = definition.jitter();
    if (jitter == null) {
      return due;
    }
    long most =
        times
            .next(due)
            .map(next -> Duration.between(due, next).toMillis() - 1)
            .filter(gap -> gap < jitter.toMillis())
            .orElse(jitter.toMillis());
    return due.plusMillis(Math.floorMod(mixed(id, due), most + 1));
  }

  /** Spread evenly (the finalizer of MurmurHash3). */
  private static long mixed(UUID id, Instant due) {
    long h = id.getLeastSignificantBits() ^ Long.rotateLeft(due.toEpochMilli(), 17);
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  /** What keeps a due time from running. */
  Optional<Kept> keptFrom(Instant due) {
    return windows.keepsFrom(due);
  }

  /** For people, calendars and jitter included. */
  DueTime describe(Instant due) {
    return DueNotes.with(times.describe(due), keptFrom(due), definition.jitter());
  }
}
