package io.opsconductor.schedules.time;

import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Due times as lines that tests compare. */
final class Times {
  static final String BERLIN = "Europe/Berlin";
  static final Instant ANCHOR = Instant.parse("2026-01-01T00:00:00Z");

  private Times() {}

  static FireTimes cron(String expression, String zone) {
    return of(new ScheduleSpec.Cron(expression, zone));
  }

  static FireTimes cron(String expression, String zone, GapPolicy gap, FoldPolicy overlap) {
    return FireTimes.of(new ScheduleSpec.Cron(expression, zone), new DstSpec(gap, overlap), ANCHOR);
  }

  static FireTimes of(ScheduleSpec spec) {
    return FireTimes.of(spec, null, ANCHOR);
  }

  /** All from one clock time to before another, such as {@code 03-29 03:00+02:00}. */
  static List<String> between(FireTimes times, String from, String to) {
    Instant end = instant(to, times.zone());
    List<String> lines = new ArrayList<>();
    Optional<Instant> due = times.firstFrom(instant(from, times.zone()));
    while (due.isPresent() && due.get().isBefore(end)) {
      DueTime told = times.describe(due.get());
      lines.add(told.local().toString().substring(5).replace('T', ' ') + told.offset());
      due = times.next(due.get());
    }
    return lines;
  }

  /** The days of the next ones, after a day. */
  static List<String> days(FireTimes times, String after, int count) {
    List<String> days = new ArrayList<>();
    Instant at = instant(after + "T23:59:59", times.zone());
    for (int i = 0; i < count; i++) {
      at = times.next(at).orElseThrow();
      days.add(at.atZone(times.zone()).toLocalDate().toString());
    }
    return days;
  }

  private static Instant instant(String local, ZoneId zone) {
    String text = local.length() == 10 ? local + "T00:00" : local;
    return LocalDateTime.parse(text).atZone(zone).toInstant();
  }
}
