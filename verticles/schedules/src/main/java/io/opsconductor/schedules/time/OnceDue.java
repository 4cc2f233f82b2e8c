package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.DueNote;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * One time, to the millisecond.
 *
 * @param note that it was moved; null when it was not
 */
record OnceDue(Instant at, DueNote note) implements Due {
  private static final String AT = "/spec/at";

  OnceDue {
    // A due time names a run: what a database or a browser would cut off must not be part of it.
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  static OnceDue of(ScheduleSpec.Once once, ZoneId zone, DstSpec dst) {
    return switch (parse(once.at())) {
      case OffsetDateTime exact -> new OnceDue(exact.toInstant(), null);
      case LocalDateTime local -> byTheClock(local, zone, dst);
      case TemporalAccessor other -> throw new IllegalStateException("not a time: " + other);
    };
  }

  private static TemporalAccessor parse(String text) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      if (text.indexOf('[') < 0 && text.matches("[0-9]{4}-.*")) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // told below, in words that say what would be right
    }
    throw BadSchedule.at(
        AT,
        "at must be a time such as 2026-12-01T02:30, by the clock of the zone, or"
            + " 2026-12-01T02:30:00Z, got "
            + text);
  }

  private static OnceDue byTheClock(LocalDateTime local, ZoneId zone, DstSpec dst) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return afterGap(local, zone, dst.gap());
    }
    ZoneOffset offset = dst.overlap() == FoldPolicy.SECOND ? offsets.getLast() : offsets.getFirst();
    return new OnceDue(local.toInstant(offset), null);
  }

  private static OnceDue afterGap(LocalDateTime local, ZoneId zone, GapPolicy policy) {
    ZoneOffsetTransition gap = zone.getRules().getTransition(local);
    DueNote note = Notes.shifted(local, false, gap);
    return switch (policy) {
      case SHIFT, END_OF_GAP -> new OnceDue(gap.getInstant(), note);
      case SKIP ->
          throw BadSchedule.at(
              AT, "at is never due, as gaps are skipped: %s in %s".formatted(note.words(), zone));
    };
  }

  @Override
  public Optional<Instant> firstFrom(Instant from) {
    return at.isBefore(from) ? Optional.empty() : Optional.of(at);
  }

  @Override
  public List<DueNote> notes(Instant due) {
    return note == null || !due.equals(at) ? List.of() : List.of(note);
  }
}
