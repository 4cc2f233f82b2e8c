package io.opsconductor.schedules.time;

import static io.opsconductor.schedules.time.Times.ANCHOR;
import static io.opsconductor.schedules.time.Times.BERLIN;
import static io.opsconductor.schedules.time.Times.days;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.DueTime;
import io.opsconductor.contracts.schedules.Frequency;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.Weekday;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FireTimesTest {
  private static final LocalDate WEDNESDAY = LocalDate.parse("2026-01-07");

  @Test
  void next_shouldCountFromSince_whenItRecursEverySoOften() {
    // given
    FireTimes daily = recurring(Frequency.DAILY, 3, WEDNESDAY, List.of(), null, null);
    FireTimes weekly =
        recurring(Frequency.WEEKLY, 2, WEDNESDAY, List.of(Weekday.MON, Weekday.FRI), null, null);
    FireTimes monthly = recurring(Frequency.MONTHLY, 3, WEDNESDAY, List.of(), 5, null);
    FireTimes last = recurring(Frequency.MONTHLY, 2, WEDNESDAY, List.of(Weekday.SUN), null, -1);

    // then
    assertEquals(List.of("2026-01-07", "2026-01-10", "2026-01-13"), days(daily, "2025-12-01", 3));
    assertEquals(List.of("2026-01-09", "2026-01-19", "2026-01-23"), days(weekly, "2025-12-01", 3));
    assertEquals(List.of("2026-04-05", "2026-07-05", "2026-10-05"), days(monthly, "2025-12-01", 3));
    assertEquals(List.of("2026-01-25", "2026-03-29", "2026-05-31"), days(last, "2025-12-01", 3));
  }

  @Test
  void of_shouldRefuse_whenNoMonthThatCountsHasTheDay() {
    // given
    LocalDate february = LocalDate.parse("2026-02-01");

    // when
    OpsException refused =
        assertThrows(
            OpsException.class,
            () -> recurring(Frequency.MONTHLY, 12, february, List.of(), 30, null));

    // then
    assertTrue(refused.is(ErrorCode.BAD_SCHEDULE));
    assertEquals("/spec/day", refused.errors().getFirst().pointer());
    assertEquals("spec is never due: no month that counts has such a day", refused.getMessage());
  }

  @Test
  void firstFrom_shouldHoldItsTimeAndNextShouldNot_whenAskedAtOne() {
    // given
    FireTimes times = Times.cron("30 2 * * *", "UTC");
    Instant due = Instant.parse("2026-01-05T02:30:00Z");

    // then
    assertEquals(Optional.of(due), times.firstFrom(due));
    assertEquals(Optional.of(due), times.next(due.minusNanos(1)));
    assertEquals(Optional.of(due.plusSeconds(86_400)), times.next(due));
    assertEquals(Optional.of(due.plusSeconds(86_400)), times.firstFrom(due.plusNanos(1)));
  }

  @Test
  void next_shouldEnd_whenTimeDoes() {
    // given
    FireTimes cron = Times.cron("30 2 * * *", BERLIN);
    FireTimes rare = Times.cron("0 0 29 2 *", BERLIN);
    FireTimes interval = interval(Duration.ofDays(366), ANCHOR);

    // then
    for (FireTimes times : List.of(cron, rare, interval)) {
      assertTrue(times.next(Instant.MAX).isEmpty());
      assertTrue(times.firstFrom(Instant.MAX.minusSeconds(10)).isEmpty());
      assertTrue(times.firstFrom(Instant.MIN).isPresent());
    }
    assertTrue(cron.next(Instant.parse("9999-12-31T00:00:00Z")).isEmpty());
  }

  @Test
  void next_shouldKeepFractions_whenTheAnchorOfAnIntervalHasThem() {
    // given
    Instant anchor = Instant.parse("2026-01-01T00:00:00.250Z");
    FireTimes times = interval(Duration.ofMinutes(1), anchor);
    FireTimes without =
        FireTimes.of(new ScheduleSpec.Interval(Duration.ofMinutes(1), null, null), null, anchor);

    // then
    assertEquals(Optional.of(anchor), times.firstFrom(anchor));
    assertEquals(Optional.of(anchor.plusSeconds(60)), times.next(anchor));
    assertEquals(Optional.of(anchor), times.firstFrom(anchor.minusNanos(1)));
    assertEquals(
        Optional.of(anchor.minusSeconds(60)),
        times.firstFrom(anchor.minusSeconds(60).minusMillis(1)));
    assertEquals(Optional.of(Instant.parse("2026-01-01T00:01:00Z")), without.firstFrom(anchor));
  }

  @Test
  void describe_shouldTellTheClock_whenItIsDue() {
    // given
    FireTimes kathmandu = Times.cron("30 2 * * *", "Asia/Kathmandu");
    FireTimes utc = Times.cron("30 2 * * *", "UTC");
    Instant due = Instant.parse("2026-06-01T20:45:00Z");

    // then
    assertEquals(
        new DueTime(due, LocalDateTime.parse("2026-06-02T02:30"), "+05:45", List.of()),
        kathmandu.describe(due));
    assertEquals("+00:00", utc.describe(due).offset());
    assertEquals(ZoneId.of("Asia/Kathmandu"), kathmandu.zone());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tomorrow",
        "2026-12-01",
        "02:30",
        "2026-02-30T02:30",
        "2026-12-01T25:00",
        "2026-12-01T02:30:00+01:00[Europe/Berlin]",
        "+12026-12-01T02:30",
        "2026-12-01 02:30"
      })
  void of_shouldRefuse_whenOnceIsNoTime(String at) {
    // when
    OpsException refused =
        assertThrows(OpsException.class, () -> Times.of(new ScheduleSpec.Once(at, BERLIN)));

    // then
    assertEquals("/spec/at", refused.errors().getFirst().pointer());
    assertEquals(
        "at must be a time such as 2026-12-01T02:30, by the clock of the zone, or"
            + " 2026-12-01T02:30:00Z, got "
            + at,
        refused.getMessage());
  }

  private static FireTimes interval(Duration every, Instant anchor) {
    return Times.of(new ScheduleSpec.Interval(every, anchor, BERLIN));
  }

  private static FireTimes recurring(
      Frequency frequency,
      int every,
      LocalDate since,
      List<Weekday> weekdays,
      Integer day,
      Integer week) {
    return Times.of(
        new ScheduleSpec.Recurring(
            frequency, List.of("12:00"), every, since, weekdays, day, week, BERLIN));
  }
}
