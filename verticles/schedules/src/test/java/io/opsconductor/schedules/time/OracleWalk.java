package io.opsconductor.schedules.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A window of time, gone through step by step: what the clock of a zone shows at each step, and
 * where it jumps. Asks the zone for nothing but its offset at an instant. It begins before the
 * window and ends after it, so that changes of the clock beside the window are seen.
 */
final class OracleWalk {

  /**
   * @param missing the clock times that never show, in steps
   */
  record Jump(long at, List<LocalDateTime> missing) {}

  final long from;
  final long to;
  final int granularity;
  final List<Long> instants = new ArrayList<>();
  final List<LocalDateTime> clock = new ArrayList<>();
  final List<Jump> jumps = new ArrayList<>();
  private final Map<LocalDateTime, List<Long>> shows = new HashMap<>();

  /**
   * @param granularity the distance of clock times that matter, in seconds
   * @param margin before and after the window, in seconds
   */
  OracleWalk(ZoneId zone, long from, long to, int granularity, long margin) {
    this.from = from;
    this.to = to;
    this.granularity = granularity;
    ZoneRules rules = zone.getRules();
    long start = Math.floorDiv(from - margin, 60) * 60;
    int step = granularity;
    for (long at = start; at <= to + margin; at += 3600) {
      step = gcd(step, Math.abs(offset(rules, at)));
    }
    int before = offset(rules, start);
    for (long at = start; at <= to + margin; at += step) {
      int offset = offset(rules, at);
      if (offset != before) {
        jump(rules, at - step, before, offset);
      }
      before = offset;
      LocalDateTime local = LocalDateTime.ofEpochSecond(at + offset, 0, ZoneOffset.UTC);
      if ((at + offset) % granularity == 0) {
        instants.add(at);
        clock.add(local);
        shows.computeIfAbsent(local, any -> new ArrayList<>(1)).add(at);
      }
    }
  }

  /** The instants at which the clock shows that time, in their order. */
  List<Long> instantsOf(LocalDateTime local) {
    return shows.getOrDefault(local, List.of());
  }

  private void jump(ZoneRules rules, long lastBefore, int before, int after) {
    long at = lastBefore;
    while (offset(rules, at) == before) {
      at++;
    }
    List<LocalDateTime> missing = new ArrayList<>();
    for (long local = at + before; local < at + after; local++) {
      if (local % granularity == 0) {
        missing.add(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC));
      }
    }
    if (!missing.isEmpty()) {
      jumps.add(new Jump(at, missing));
    }
  }

  private static int offset(ZoneRules rules, long at) {
    return rules.getOffset(Instant.ofEpochSecond(at)).getTotalSeconds();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
