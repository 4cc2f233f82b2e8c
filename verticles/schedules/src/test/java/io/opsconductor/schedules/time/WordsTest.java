package io.opsconductor.schedules.time;

import static io.opsconductor.schedules.time.Times.ANCHOR;
import static io.opsconductor.schedules.time.Times.BERLIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opsconductor.contracts.schedules.Frequency;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.Weekday;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          30 2 * * 1-5          | every weekday at 02:30
          30 2 * * *            | every day at 02:30
          0 8,17 * * MON,WED    | every Monday and Wednesday at 08:00 and 17:00
          0 0 * * SAT,SUN       | every Saturday and Sunday at 00:00
          0 0 * * MON-THU       | every Monday to Thursday at 00:00
          30 2 L * *            | at 02:30 on the last day of every month
          30 2 L-1 * *          | at 02:30 on the last day but one of every month
          30 2 L-5 * *          | at 02:30 on the day 5 days before the last of every month
          30 2 LW * *           | at 02:30 on the last weekday of every month
          30 2 15W * *          | at 02:30 on the weekday nearest to the 15th of every month
          30 2 1,15 * *         | at 02:30 on the 1st and 15th of every month
          30 2 1-7,22,L * *     | at 02:30 on the 1st to 7th and 22nd and the last day of every month
          30 2 31 * *           | at 02:30 on the 31st of every month that has one
          0 0 1 1 *             | at 00:00 on the 1st of January
          0 0 1 1,7 *           | at 00:00 on the 1st of January and July
          0 0 * 6-8 *           | every day in June to August at 00:00
          0 0 * 6-8 MON         | every Monday in June to August at 00:00
          30 2 * * TUE#2        | on the second Tuesday of every month at 02:30
          30 2 * * FRI#5        | on the fifth Friday of every month that has one at 02:30
          30 2 * 3 FRIL         | on the last Friday of March at 02:30
          30 2 * * MON,FRIL     | every Monday and on the last Friday of every month at 02:30
          30 2 13 * FRI         | at 02:30 on the 13th of every month and on every Friday
          30 2 13 6 FRI         | at 02:30 on the 13th of June and on every Friday in June
          30 2 13 * FRI#1       | at 02:30 on the 13th of every month and on the first Friday of every month
          30 2 */10 * FRI       | at 02:30 on the 1st, 11th, 21st and 31st of every month if it is a Friday
          0 0 1-31 * FRI        | every day at 00:00
          * * * * *             | every minute
          */5 * * * *           | every 5 minutes
          */7 * * * *           | at 0, 7, 14, 21, 28, 35, 42, 49 and 56 minutes past every hour
          0 * * * *             | every hour
          1 * * * *             | at 1 minute past every hour
          5,35 * * * *          | at 5 and 35 minutes past every hour
          0 */2 * * *           | every 2 hours from 00:00
          0 * * * 1-5           | every weekday, every hour
          0 * * 6 *             | every hour in June
          */15 9-17 * * 1-5     | every weekday, every 15 minutes between 09:00 and 17:59
          */15 22-2 * * *       | every 15 minutes between 00:00 and 02:59 and between 22:00 and 23:59
          */15 1/3 * * *        | every 15 minutes in hours 1, 4, 7, 10, 13, 16, 19 and 22
          */15 * 1 * *          | every 15 minutes on the 1st of every month
          5,10,20 1,5,7 * * *   | at minutes 5, 10 and 20 of hours 1, 5 and 7
          5,10,20 1,5,7 1 * *   | at minutes 5, 10 and 20 of hours 1, 5 and 7 on the 1st of every month
          */10 * * * * *        | every 10 seconds
          * * * * * *           | every second
          15 30 2 * * *         | every day at 02:30:15
          15 * * * * *          | at second 15 of every minute of every hour
          */10 0-5 * * * *      | at seconds 0, 10, 20, 30, 40 and 50 of minutes 0 to 5 of every hour
          @hourly               | every hour
          @weekly               | every Sunday at 00:00
          """)
  void words_shouldSayWhen_whenItIsCron(String expression, String words) {
    assertEquals(words + " in Europe/Berlin", Times.cron(expression, BERLIN).words());
  }

  @Test
  void words_shouldSayWhen_whenItIsAnInterval() {
    assertEquals("every 15 minutes", interval(Duration.ofMinutes(15), null));
    assertEquals("every hour", interval(Duration.ofHours(1), null));
    assertEquals("every 24 hours", interval(Duration.ofDays(1), null));
    assertEquals("every 1 hour and 30 minutes", interval(Duration.ofMinutes(90), null));
    assertEquals(
        "every 25 hours, 1 minute and 1 second", interval(Duration.ofSeconds(90_061), null));
    assertEquals(
        "every 5 minutes, counted from 2026-01-01T00:00:00Z",
        interval(Duration.ofMinutes(5), ANCHOR));
  }

  @Test
  void words_shouldSayWhen_whenItIsOnce() {
    assertEquals("once at 2026-12-01 02:30 in Europe/Berlin", once("2026-12-01T02:30"));
    assertEquals("once at 2026-12-01T02:30:00Z", once("2026-12-01T02:30:00Z"));
    assertEquals("once at 2026-12-01T02:30+01:00", once("2026-12-01T02:30+01:00"));
  }

  @Test
  void words_shouldSayWhen_whenItRecurs() {
    LocalDate since = LocalDate.parse("2026-01-05");
    List<Weekday> tuesday = List.of(Weekday.TUE);
    List<Weekday> two = List.of(Weekday.THU, Weekday.MON);
    List<Weekday> workdays =
        List.of(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI);
    assertEquals("every day at 02:30 in UTC", daily(1, null));
    assertEquals("every day at 02:30 in UTC, from 2026-01-05 on", daily(1, since));
    assertEquals("every 3 days at 02:30 in UTC, counted from 2026-01-05", daily(3, since));
    assertEquals("every weekday at 02:30 in UTC", weekly(1, null, workdays));
    assertEquals(
        "every 2 weeks on Monday and Thursday at 02:30 in UTC, counted from 2026-01-05",
        weekly(2, since, two));
    assertEquals(
        "every 2 weeks on every weekday at 02:30 in UTC, counted from 2026-01-05",
        weekly(2, since, workdays));
    assertEquals(
        "every 2 weeks on every day at 02:30 in UTC, counted from 2026-01-05",
        weekly(2, since, List.of(Weekday.values())));
    assertEquals("at 02:30 on the last day of every month in UTC", monthly(1, List.of(), -1, null));
    assertEquals(
        "at 02:30 on the 30th of every month that has one in UTC", monthly(1, List.of(), 30, null));
    assertEquals(
        "on the second Tuesday of every month at 02:30 in UTC", monthly(1, tuesday, null, 2));
    assertEquals(
        "every 3 months on the last Tuesday at 02:30 in UTC, counted from 2026-01-05",
        monthly(3, tuesday, null, -1));
    assertEquals(
        "every 3 months on the 31st if there is one at 02:30 in UTC, counted from 2026-01-05",
        monthly(3, List.of(), 31, null));
  }

  @Test
  void words_shouldBeShort_whenThereAreManyTimes() {
    // given
    List<String> times = IntStream.range(0, 20).mapToObj("%02d:07"::formatted).toList();

    // when
    String words = recurring(Frequency.DAILY, times, 1, null, List.of(), null, null);

    // then
    assertEquals(
        "every day at 00:07, 01:07, 02:07, 03:07, 04:07, 05:07, 06:07, 07:07 and 12 more times"
            + " in UTC",
        words);
  }

  private static String interval(Duration every, Instant anchor) {
    return Times.of(new ScheduleSpec.Interval(every, anchor, BERLIN)).words();
  }

  private static String once(String at) {
    return Times.of(new ScheduleSpec.Once(at, BERLIN)).words();
  }

  private static String daily(int every, LocalDate since) {
    return recurring(Frequency.DAILY, List.of("02:30"), every, since, List.of(), null, null);
  }

  private static String weekly(int every, LocalDate since, List<Weekday> weekdays) {
    return recurring(Frequency.WEEKLY, List.of("02:30"), every, since, weekdays, null, null);
  }

  private static String monthly(int every, List<Weekday> weekdays, Integer day, Integer week) {
    LocalDate since = every > 1 ? LocalDate.parse("2026-01-05") : null;
    return recurring(Frequency.MONTHLY, List.of("02:30"), every, since, weekdays, day, week);
  }

  private static String recurring(
      Frequency frequency,
      List<String> times,
      int every,
      LocalDate since,
      List<Weekday> weekdays,
      Integer day,
      Integer week) {
    return Times.of(
            new ScheduleSpec.Recurring(frequency, times, every, since, weekdays, day, week, null))
        .words();
  }
}
