package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** One stretch of time; its beginning belongs to it, its end not. */
record AbsoluteWindow(Instant from, Instant to) implements CalendarWindows.Window {

  static AbsoluteWindow of(WindowSpec.Absolute spec, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> begins = rules.getValidOffsets(spec.from());
    List<ZoneOffset> ends = rules.getValidOffsets(spec.to());
    return new AbsoluteWindow(
        begins.isEmpty() ? gap(rules, spec.from()) : spec.from().toInstant(begins.getFirst()),
        ends.isEmpty() ? gap(rules, spec.to()) : spec.to().toInstant(ends.getLast()));
  }

  private static Instant gap(ZoneRules rules, LocalDateTime missing) {
    return rules.getTransition(missing).getInstant();
  }

  @Override
  public boolean holds(Instant at, LocalDateTime local) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
