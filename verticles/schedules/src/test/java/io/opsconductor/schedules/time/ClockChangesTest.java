package io.opsconductor.schedules.time;

import static io.opsconductor.schedules.time.Times.ANCHOR;
import static io.opsconductor.schedules.time.Times.BERLIN;
import static io.opsconductor.schedules.time.Times.between;
import static io.opsconductor.schedules.time.Times.cron;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.DstSpec;
import io.opsconductor.contracts.schedules.DueNote;
import io.opsconductor.contracts.schedules.DueNoteCode;
import io.opsconductor.contracts.schedules.FoldPolicy;
import io.opsconductor.contracts.schedules.GapPolicy;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockChangesTest {
  private static final String NIGHTLY = "30 2 * * *";

  @Test
  void next_shouldFollowGapPolicy_whenBerlinLeapsOverHalfPastTwo() {
    for (FoldPolicy overlap : FoldPolicy.values()) {
      // given
      FireTimes skip = cron(NIGHTLY, BERLIN, GapPolicy.SKIP, overlap);
      FireTimes shift = cron(NIGHTLY, BERLIN, GapPolicy.SHIFT, overlap);
      FireTimes end = cron(NIGHTLY, BERLIN, GapPolicy.END_OF_GAP, overlap);

      // when
      List<String> skipped = between(skip, "2026-03-28", "2026-04-01");
      List<String> shifted = between(shift, "2026-03-28", "2026-04-01");
      List<String> ended = between(end, "2026-03-28", "2026-04-01");

      // then
      assertEquals(List.of("03-28 02:30+01:00", "03-30 02:30+02:00", "03-31 02:30+02:00"), skipped);
      assertEquals(
          List.of(
              "03-28 02:30+01:00", "03-29 03:00+02:00", "03-30 02:30+02:00", "03-31 02:30+02:00"),
          shifted);
      assertEquals(shifted, ended);
    }
  }

  @Test
  void next_shouldFollowOverlapPolicy_whenBerlinShowsHalfPastTwoTwice() {
    for (GapPolicy gap : GapPolicy.values()) {
      assertEquals(
          List.of("10-24 02:30+02:00", "10-25 02:30+02:00", "10-26 02:30+01:00"),
          between(cron(NIGHTLY, BERLIN, gap, FoldPolicy.FIRST), "2026-10-24", "2026-10-27"));
      assertEquals(
          List.of("10-24 02:30+02:00", "10-25 02:30+01:00", "10-26 02:30+01:00"),
          between(cron(NIGHTLY, BERLIN, gap, FoldPolicy.SECOND), "2026-10-24", "2026-10-27"));
      assertEquals(
          List.of(
              "10-24 02:30+02:00", "10-25 02:30+02:00", "10-25 02:30+01:00", "10-26 02:30+01:00"),
          between(cron(NIGHTLY, BERLIN, gap, FoldPolicy.BOTH), "2026-10-24", "2026-10-27"));
    }
  }

  @Test
  void next_shouldKeepDistances_whenSeveralFallIntoOneGap() {
    // given
    String quarters = "*/15 2 * * *";

    // then
    assertEquals(
        List.of("03-29 03:00+02:00", "03-29 03:15+02:00", "03-29 03:30+02:00", "03-29 03:45+02:00"),
        between(cron(quarters, BERLIN), "2026-03-29", "2026-03-30"));
    assertEquals(
        List.of("03-29 03:00+02:00"),
        between(
            cron(quarters, BERLIN, GapPolicy.END_OF_GAP, FoldPolicy.FIRST),
            "2026-03-29",
            "2026-03-30"));
    assertEquals(
        List.of(),
        between(
            cron(quarters, BERLIN, GapPolicy.SKIP, FoldPolicy.FIRST), "2026-03-29", "2026-03-30"));
  }

  @Test
  void next_shouldRunOnce_whenAMovedTimeMeetsARegularOne() {
    assertEquals(
        List.of("03-29 03:00+02:00"),
        between(cron("0 2,3 * * *", BERLIN), "2026-03-29", "2026-03-30"));
  }

  @Test
  void next_shouldRunInRealTime_whenTheScheduleIsOfEveryHour() {
    for (GapPolicy gap : GapPolicy.values()) {
      for (FoldPolicy overlap : FoldPolicy.values()) {
        for (String hourly : List.of("0 * * * *", "0 */1 * * *", "0 0-23 * * *", "@hourly")) {
          assertDistance(cron(hourly, BERLIN, gap, overlap), "2026-03-28", Duration.ofHours(1));
          assertDistance(cron(hourly, BERLIN, gap, overlap), "2026-10-24", Duration.ofHours(1));
        }
        FireTimes often = cron("*/5 * * * *", BERLIN, gap, overlap);
        assertDistance(often, "2026-03-28", Duration.ofMinutes(5));
        assertDistance(often, "2026-10-24", Duration.ofMinutes(5));
      }
    }
  }

  @Test
  void next_shouldRunThroughBoth_whenTheMinuteIsAWildcard() {
    // given
    FireTimes halves = cron("*/30 2 * * *", BERLIN, GapPolicy.SHIFT, FoldPolicy.FIRST);
    FireTimes listed = cron("0,30 2 * * *", BERLIN, GapPolicy.SHIFT, FoldPolicy.FIRST);

    // then
    assertEquals(
        List.of("10-25 02:00+02:00", "10-25 02:30+02:00", "10-25 02:00+01:00", "10-25 02:30+01:00"),
        between(halves, "2026-10-25", "2026-10-26"));
    assertEquals(
        List.of("10-25 02:00+02:00", "10-25 02:30+02:00"),
        between(listed, "2026-10-25", "2026-10-26"));
  }

  @Test
  void next_shouldMoveByHalfAnHour_whenLordHoweDoes() {
    // given
    String zone = "Australia/Lord_Howe";

    // then
    assertEquals(
        List.of("10-04 02:30+11:00"),
        between(cron("15 2 * * *", zone), "2026-10-04", "2026-10-05"));
    assertEquals(
        List.of("10-04 02:30+11:00"),
        between(cron("30 2 * * *", zone), "2026-10-04", "2026-10-05"));
    assertEquals(
        List.of("04-05 01:45+11:00", "04-05 01:45+10:30"),
        between(
            cron("45 1 * * *", zone, GapPolicy.SHIFT, FoldPolicy.BOTH),
            "2026-04-05",
            "2026-04-06"));
  }

  @Test
  void next_shouldMakeUpForTheDayThatNeverWas_whenApiaCrossesTheDateLine() {
    // given
    String zone = "Pacific/Apia";
    String nine = "0 9 * * *";

    // then
    assertEquals(
        List.of("12-29 09:00-10:00", "12-31 00:00+14:00", "12-31 09:00+14:00"),
        between(cron(nine, zone), "2011-12-29", "2012-01-01"));
    assertEquals(
        List.of("12-29 09:00-10:00", "12-31 09:00+14:00"),
        between(cron(nine, zone, GapPolicy.SKIP, FoldPolicy.FIRST), "2011-12-29", "2012-01-01"));
    assertEquals(
        List.of("12-31 00:00+14:00", "12-31 06:00+14:00", "12-31 09:00+14:00", "12-31 15:00+14:00"),
        between(cron("0 9,15 * * *", zone), "2011-12-30", "2012-01-01"));
    assertEquals(
        List.of("12-31 00:00+14:00"),
        between(cron("0 9 30 12 *", zone), "2011-12-30", "2012-01-01"));
    assertEquals(List.of(), between(cron("0 * 30 12 *", zone), "2011-12-29", "2012-01-01"));
  }

  @Test
  void next_shouldMoveByAQuarter_whenKathmanduDidIn1986() {
    // given
    String zone = "Asia/Kathmandu";

    // then
    assertEquals(
        List.of("01-01 00:15+05:45"), between(cron("5 0 * * *", zone), "1986-01-01", "1986-01-02"));
    assertEquals(
        Instant.parse("2026-06-01T20:45:00Z"),
        cron(NIGHTLY, zone).next(Instant.parse("2026-06-01T12:00:00Z")).orElseThrow());
  }

  @Test
  void next_shouldNotDrift_whenAnIntervalGoesOverChanges() {
    // given
    FireTimes times =
        Times.of(new ScheduleSpec.Interval(Duration.ofHours(7), ANCHOR.plusSeconds(300), BERLIN));

    // when
    Instant at = times.firstFrom(ANCHOR).orElseThrow();

    // then
    assertEquals(ANCHOR.plusSeconds(300), at);
    for (int i = 0; i < 2000; i++) {
      Instant next = times.next(at).orElseThrow();
      assertEquals(Duration.ofHours(7), Duration.between(at, next));
      at = next;
    }
    assertEquals(
        ANCHOR.plusSeconds(300).minus(Duration.ofHours(7)),
        times.next(ANCHOR.minus(Duration.ofHours(7))).orElseThrow());
  }

  @Test
  void describe_shouldSayWhatHappened_whenTheClockChanges() {
    // given
    FireTimes times = cron(NIGHTLY, BERLIN, GapPolicy.SHIFT, FoldPolicy.BOTH);
    FireTimes end = cron("*/15 2 * * *", BERLIN, GapPolicy.END_OF_GAP, FoldPolicy.FIRST);

    // then
    assertEquals(
        List.of(
            new DueNote(
                DueNoteCode.SHIFTED,
                "02:30 does not exist that day, the clock goes from 02:00 to 03:00")),
        times.describe(Instant.parse("2026-03-29T01:00:00Z")).notes());
    assertEquals(
        "02:00 and others do not exist that day, the clock goes from 02:00 to 03:00",
        end.describe(Instant.parse("2026-03-29T01:00:00Z")).notes().getFirst().words());
    assertEquals(
        new DueNote(
            DueNoteCode.FIRST_OF_TWO, "02:30 comes twice that day, this is the first of the two"),
        times.describe(Instant.parse("2026-10-25T00:30:00Z")).notes().getFirst());
    assertEquals(
        DueNoteCode.SECOND_OF_TWO,
        times.describe(Instant.parse("2026-10-25T01:30:00Z")).notes().getFirst().code());
    assertEquals(
        "2011-12-30 09:00 does not exist, the clock goes from 2011-12-30 00:00 to 2011-12-31 00:00",
        cron("0 9 * * *", "Pacific/Apia")
            .describe(Instant.parse("2011-12-30T10:00:00Z"))
            .notes()
            .getFirst()
            .words());
    assertTrue(times.describe(Instant.parse("2026-06-01T00:30:00Z")).notes().isEmpty());
  }

  @Test
  void next_shouldResolveTheClockTime_whenOnceIsAtAChange() {
    assertEquals(
        "2026-03-29T01:00:00Z", once("2026-03-29T02:30", GapPolicy.SHIFT, FoldPolicy.FIRST));
    assertEquals("2026-10-25T00:30:00Z", once("2026-10-25T02:30", GapPolicy.SKIP, FoldPolicy.BOTH));
    assertEquals(
        "2026-10-25T01:30:00Z", once("2026-10-25T02:30", GapPolicy.SKIP, FoldPolicy.SECOND));
    assertEquals("2026-03-29T00:30:00Z", once("2026-03-29T02:30+02:00", GapPolicy.SKIP, null));
    OpsException refused =
        assertThrows(
            OpsException.class, () -> once("2026-03-29T02:30", GapPolicy.SKIP, FoldPolicy.FIRST));
    assertTrue(refused.is(ErrorCode.BAD_SCHEDULE));
    assertTrue(refused.getMessage().contains("02:30 does not exist that day"), refused::getMessage);
  }

  private static String once(String at, GapPolicy gap, FoldPolicy overlap) {
    FireTimes times =
        FireTimes.of(new ScheduleSpec.Once(at, BERLIN), new DstSpec(gap, overlap), ANCHOR);
    Instant due = times.firstFrom(ANCHOR).orElseThrow();
    assertTrue(times.next(due).isEmpty());
    return due.toString();
  }

  private static void assertDistance(FireTimes times, String from, Duration distance) {
    Instant at = Instant.parse(from + "T00:00:00Z");
    Instant end = at.plus(Duration.ofDays(3));
    while (at.isBefore(end)) {
      Instant next = times.next(at).orElseThrow();
      assertEquals(distance, Duration.between(at, next), times.words());
      at = next;
    }
  }
}
