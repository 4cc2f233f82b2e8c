package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DueNote;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * Clock times in a zone.
 *
 * <p>Goes from one stretch of constant offset to the next. Within a stretch clock times are
 * instants by a subtraction; what the policy leaves out of a time that comes twice is cut from the
 * end of the stretch before it or from the beginning of the one after it; times that a gap leaves
 * out are made up at the beginning of the stretch after it. Every gap since 1900 is shorter than
 * the stretch that follows it.
 */
final class ZonedDue implements Due {
  private static final long NEVER = LocalTimes.NEVER;
  private static final long TWO_DAYS = 2 * 86_400L;
  private static final long EARLIEST = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();
  private static final long LATEST = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();

  private final ZoneRules rules;
  private final LocalTimes local;
  private final ClockChanges changes;

  ZonedDue(ZoneId zone, LocalTimes local, ClockChanges changes) {
    this.rules = zone.getRules();
    this.local = local;
    this.changes = changes;
  }

  @Override
  public Optional<Instant> firstFrom(Instant from) {
    long second = from.getEpochSecond() + (from.getNano() == 0 ? 0 : 1);
    long found = search(Math.max(EARLIEST, second));
    return found == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(found));
  }

  private long search(long from) {
    long at = from;
    while (at <= LATEST) {
      Stretch stretch = Stretch.at(rules, at);
      long low = changes.passesSecond(stretch.start()) ? at : Math.max(at, stretch.afterSecond());
      long high = changes.passesFirst(stretch.end()) ? stretch.until() : stretch.beforeFirst();
      long clock = local.firstFrom(low + stretch.offset());
      long due =
          clock == NEVER || clock - stretch.offset() >= high ? NEVER : clock - stretch.offset();
      due = Math.min(due, madeUp(stretch.start(), at));
      if (due != NEVER) {
        return due <= LATEST ? due : NEVER;
      }
      if (stretch.end() == null) {
        return NEVER;
      }
      at = stretch.until();
      if (stretch.end().isGap()) {
        // nothing is due by the clock before that, in whatever offset
        at = Math.max(at, Math.min(clock, LATEST + TWO_DAYS) - TWO_DAYS);
      }
    }
    return NEVER;
  }

  /** The first one at or after that time that a gap left out and the policy makes up for. */
  private long madeUp(ZoneOffsetTransition gap, long from) {
    if (gap == null || !gap.isGap() || !changes.makesUp()) {
      return NEVER;
    }
    long end = gap.toEpochSecond();
    if (from >= end + gap.getDuration().toSeconds()) {
      return NEVER;
    }
    long missingUntil = end + gap.getOffsetAfter().getTotalSeconds();
    long first = local.firstFrom(end + gap.getOffsetBefore().getTotalSeconds());
    if (first >= missingUntil) {
      return NEVER;
    }
    if (!changes.keepsDistance()) {
      return from <= end ? end : NEVER;
    }
    long missing = from <= end ? first : local.firstFrom(first + from - end);
    return missing < missingUntil ? end + missing - first : NEVER;
  }

  @Override
  public List<DueNote> notes(Instant due) {
    ZoneOffsetTransition gap = Stretch.at(rules, due.getEpochSecond()).start();
    if (madeUp(gap, due.getEpochSecond()) != due.getEpochSecond()) {
      return List.of();
    }
    long end = gap.toEpochSecond();
    long missingUntil = end + gap.getOffsetAfter().getTotalSeconds();
    long first = local.firstFrom(end + gap.getOffsetBefore().getTotalSeconds());
    LocalDateTime missing = clock(first + due.getEpochSecond() - end);
    boolean others = !changes.keepsDistance() && local.firstFrom(first + 1) < missingUntil;
    return List.of(Notes.shifted(missing, others, gap));
  }

  private static LocalDateTime clock(long localSecond) {
    return LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
  }
}
