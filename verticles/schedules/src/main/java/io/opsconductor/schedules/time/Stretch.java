package io.opsconductor.schedules.time;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * A time of constant offset from UTC. Times are seconds since 1970-01-01T00:00Z.
 *
 * @param start the change of the clock that it begins with; null when there is none
 * @param end the change of the clock that ends it; null when there is none
 * @param offset in seconds
 */
record Stretch(ZoneOffsetTransition start, ZoneOffsetTransition end, int offset) {

  static Stretch at(ZoneRules rules, long second) {
    Instant at = Instant.ofEpochSecond(second);
    int offset = rules.getOffset(at).getTotalSeconds();
    if (rules.isFixedOffset()) {
      return new Stretch(null, null, offset);
    }
    ZoneOffsetTransition start = rules.previousTransition(at.plusSeconds(1));
    return new Stretch(start, rules.nextTransition(at), offset);
  }

  /** The end, which does not belong to it. */
  long until() {
    return end == null ? Long.MAX_VALUE : end.toEpochSecond();
  }

  /** Where clock times begin that did not come in the stretch before. */
  long afterSecond() {
    return start.toEpochSecond() - start.getDuration().toSeconds();
  }

  /** Where clock times end that do not come again in the stretch after. */
  long beforeFirst() {
    return end.toEpochSecond() + end.getDuration().toSeconds();
  }
}
