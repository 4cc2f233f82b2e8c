package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.DueNote;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times at which a specification is due. Immutable, for any thread. */
public final class FireTimes {
  /** From which a specification must be due at some time; the calendar repeats itself after it. */
  private static final Instant BEGINNING = Instant.parse("1970-01-01T00:00:00Z");

  private static final int LAST_YEAR = 9999;

  private final ZoneId zone;
  private final Due due;
  private final boolean eitherDay;
  private final String words;

  private FireTimes(ZoneId zone, Due due, boolean eitherDay, String words) {
    this.zone = zone;
    this.due = due;
    this.eitherDay = eitherDay;
    this.words = words;
  }

  /**
   * @param dst the standard when null
   * @param defaultAnchor from which an interval without an anchor is counted, cut to whole seconds
   * @throws io.opsconductor.contracts.OpsException {@code bad_schedule} for what cannot be read or
   *     is never due, with words for people and a pointer such as {@code /spec/expression}
   */
  public static FireTimes of(ScheduleSpec spec, DstSpec dst, Instant defaultAnchor) {
    ZoneId zone = Zones.require(spec.zone(), "/spec/zone");
    DstSpec changes = dst == null ? DstSpec.standard() : dst;
    return switch (spec) {
      case ScheduleSpec.Cron cron -> ofCron(cron, zone, changes);
      case ScheduleSpec.Interval interval -> ofInterval(interval, zone, defaultAnchor);
      case ScheduleSpec.Recurring recurring -> ofRecurring(recurring, zone, changes);
      case ScheduleSpec.Once once ->
          new FireTimes(zone, OnceDue.of(once, zone, changes), false, SpecWords.of(once, zone));
    };
  }

  private static FireTimes ofCron(ScheduleSpec.Cron spec, ZoneId zone, DstSpec dst) {
    CronExpression cron = CronParser.parse(spec.expression());
    Due due = new ZonedDue(zone, cron.localTimes(), ClockChanges.of(dst, cron));
    if (due.firstFrom(BEGINNING).isEmpty()) {
      throw BadSchedule.inExpression(
          "expression %s is never due: none of its months has such a day"
              .formatted(spec.expression()));
    }
    return new FireTimes(zone, due, cron.eitherDay(), CronWords.of(cron, zone));
  }

  private static FireTimes ofInterval(
      ScheduleSpec.Interval spec, ZoneId zone, Instant defaultAnchor) {
    Instant anchor =
        spec.anchor() == null
            ? defaultAnchor.truncatedTo(ChronoUnit.SECONDS)
            : spec.anchor().truncatedTo(ChronoUnit.MILLIS);
    Duration every = spec.every();
    return new FireTimes(zone, new IntervalDue(anchor, every), false, SpecWords.of(spec));
  }

  private static FireTimes ofRecurring(ScheduleSpec.Recurring spec, ZoneId zone, DstSpec dst) {
    if (spec.since() != null
        && (spec.since().getYear() < 1 || spec.since().getYear() > LAST_YEAR)) {
      throw BadSchedule.at(
          "/spec/since", "since must be in the years 1 to 9999, is " + spec.since());
    }
    LocalTimes local = new LocalTimes(RecurringDays.of(spec), new ClockList(spec.times()));
    Due due = new ZonedDue(zone, local, ClockChanges.of(dst));
    if (due.firstFrom(BEGINNING).isEmpty()) {
      throw BadSchedule.at(
          "/spec/" + (spec.day() != null ? "day" : spec.week() != null ? "week" : "since"),
          "spec is never due: no month that counts has such a day");
    }
    return new FireTimes(zone, due, false, SpecWords.of(spec, zone));
  }

  /** The first due time after that one; empty when there is none any more. */
  public Optional<Instant> next(Instant after) {
    return after.equals(Instant.MAX) ? Optional.empty() : firstFrom(after.plusNanos(1));
  }

  /** The first due time at or after that one; empty when there is none any more. */
  public Optional<Instant> firstFrom(Instant from) {
    return due.firstFrom(from);
  }

  /** A due time as people see it, with notes of clock changes, without those of calendars. */
  public DueTime describe(Instant at) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    List<DueNote> notes = new ArrayList<>(due.notes(at));
    notes.addAll(Notes.ofTwo(zone.getRules(), local, offset));
    if (eitherDay) {
      notes.add(Notes.EITHER_DAY);
    }
    return new DueTime(at, local, offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId(), notes);
  }

  /** When it is due, for people, such as {@code every weekday at 02:30 in Europe/Berlin}. */
  public String words() {
    return words;
  }

  /** In which its times are shown. */
  public ZoneId zone() {
    return zone;
  }
}
