package io.opsconductor.schedules.time;

import static io.opsconductor.schedules.time.Times.between;
import static io.opsconductor.schedules.time.Times.cron;
import static io.opsconductor.schedules.time.Times.days;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.DueNoteCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 29 2 *       | 2026-01-01 | 2028-02-29 2032-02-29 2036-02-29
          0 0 29 2 *       | 2096-01-01 | 2096-02-29 2104-02-29 2108-02-29
          0 0 31 * *       | 2026-01-01 | 2026-01-31 2026-03-31 2026-05-31
          0 0 L * *        | 2028-01-01 | 2028-01-31 2028-02-29 2028-03-31
          0 0 L-2 * *      | 2026-01-01 | 2026-01-29 2026-02-26 2026-03-29
          0 0 L-30 * *     | 2026-01-01 | 2026-03-01 2026-05-01 2026-07-01
          0 0 LW * *       | 2026-01-01 | 2026-01-30 2026-02-27 2026-03-31
          0 0 1W * *       | 2026-07-01 | 2026-08-03 2026-09-01 2026-10-01
          0 0 15W * *      | 2026-01-31 | 2026-02-16 2026-03-16 2026-04-15
          0 0 31W * *      | 2026-01-01 | 2026-01-30 2026-03-31 2026-05-29
          0 0 * * 5#5      | 2026-01-01 | 2026-01-30 2026-05-29 2026-07-31
          0 0 ? * TUE#2    | 2026-01-01 | 2026-01-13 2026-02-10 2026-03-10
          0 0 * * FRIL     | 2026-01-01 | 2026-01-30 2026-02-27 2026-03-27
          0 0 * * 7L       | 2026-01-01 | 2026-01-25 2026-02-22 2026-03-29
          0 0 * * fri-mon  | 2026-01-05 | 2026-01-09 2026-01-10 2026-01-11 2026-01-12 2026-01-16
          0 0 * * 5-7      | 2026-01-05 | 2026-01-09 2026-01-10 2026-01-11 2026-01-16
          0 0 * * 7,3      | 2026-01-05 | 2026-01-07 2026-01-11 2026-01-14
          0 0 1 nov-feb *  | 2026-01-05 | 2026-02-01 2026-11-01 2026-12-01 2027-01-01
          0 0 1 11-2/2 *   | 2026-01-05 | 2026-11-01 2027-01-01 2027-11-01
          0 0 13 * FRI     | 2026-02-01 | 2026-02-06 2026-02-13 2026-02-20 2026-02-27 2026-03-06
          0 0 */2 * MON    | 2026-02-01 | 2026-02-09 2026-02-23 2026-03-09
          0 0 10/10 * ?    | 2026-01-05 | 2026-01-10 2026-01-20 2026-01-30 2026-02-10
          0 0 1,L,15W * *  | 2026-01-31 | 2026-02-01 2026-02-16 2026-02-28 2026-03-01
          @yearly          | 2026-01-05 | 2027-01-01 2028-01-01
          @ANNUALLY        | 2026-01-05 | 2027-01-01 2028-01-01
          @monthly         | 2026-01-05 | 2026-02-01 2026-03-01
          @weekly          | 2026-01-05 | 2026-01-11 2026-01-18
          @daily           | 2026-01-05 | 2026-01-06 2026-01-07
          @midnight        | 2026-01-05 | 2026-01-06 2026-01-07
          """)
  void parse_shouldGiveTheDays_whenTheExpressionIsRight(
      String expression, String after, String expected) {
    // given
    FireTimes times = cron(expression, "UTC");
    List<String> wanted = List.of(expected.split(" "));

    // when
    List<String> days = days(times, after, wanted.size());

    // then
    assertEquals(wanted, days);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @hourly            | 22:00 23:00
          0 22-2 * * *       | 00:00 01:00 02:00 22:00 23:00
          5/20 12 * * *      | 12:05 12:25 12:45
          10-30/10 6 * * *   | 06:10 06:20 06:30
          59 59 23 * * *     | 23:59:59
          */30 0 6 * * *     | 06:00 06:00:30
          0  7\t* *  ?       | 07:00
          """)
  void parse_shouldGiveTheTimes_whenTheExpressionIsRight(String expression, String expected) {
    // given
    FireTimes times = cron(expression, "UTC");
    String from = expression.startsWith("@") ? "2026-01-05T21:30" : "2026-01-05";

    // when
    List<String> lines = between(times, from, "2026-01-06");

    // then
    List<String> wanted =
        List.of(expected.split(" ")).stream().map(time -> "01-05 " + time + "+00:00").toList();
    assertEquals(wanted, lines);
  }

  @Test
  void describe_shouldSaySo_whenEitherDayIsEnough() {
    // given
    FireTimes either = cron("0 0 13 * FRI", "UTC");
    FireTimes both = cron("0 0 */2 * FRI", "UTC");
    Instant friday = Instant.parse("2026-02-13T00:00:00Z");

    // then
    assertEquals(
        DueNoteCode.DAY_OF_MONTH_OR_WEEK, either.describe(friday).notes().getFirst().code());
    assertTrue(both.describe(friday).notes().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          61 * * * *     | expression has 61 in the minute field: it must be 0 to 59
          * 24 * * *     | expression has 24 in the hour field: it must be 0 to 23
          * * 0 * *      | expression has 0 in the day of month field: it must be 1 to 31
          * * 32 * *     | expression has 32 in the day of month field: it must be 1 to 31
          * * * 13 *     | expression has 13 in the month field: it must be 1 to 12 or JAN to DEC
          * * * FOO *    | expression has FOO in the month field: it must be 1 to 12 or JAN to DEC
          * * * * 8      | expression has 8 in the day of week field: it must be 0 to 7 or SUN to SAT, with 0 and 7 for Sunday
          60 * * * * *   | expression has 60 in the second field: it must be 0 to 59
          */0 * * * *    | expression has */0 in the minute field: the step after / must be a number from 1
          */x * * * *    | expression has */x in the minute field: the step after / must be a number from 1
          */90 * * * *   | expression has */90 in the minute field: the step is at most 59; a longer time from one to the next needs a spec of type interval
          1,,2 * * * *   | expression has 1,,2 in the minute field: there is an empty item beside a comma
          30-10 * * * *  | expression has 30-10 in the minute field: the range ends before it begins
          1-70 * * * *   | expression has 1-70 in the minute field: it must be 0 to 59
          -5 * * * *     | expression has -5 in the minute field: it must be 0 to 59
          5- * * * *     | expression has 5- in the minute field: it must be 0 to 59
          1-2-3 * * * *  | expression has 1-2-3 in the minute field: it must be 0 to 59
          */5/2 * * * *  | expression has */5/2 in the minute field: the step after / must be a number from 1
          ? * * * *      | expression has ? in the minute field: ? stands only for a whole field of days
          H * * * *      | expression has H in the minute field: it must be 0 to 59
          * * L-31 * *   | expression has L-31 in the day of month field: with L it must be L, LW, or L-1 to L-30
          * * 32W * *    | expression has 32W in the day of month field: with W it must be 1W to 31W, or LW
          * * 1-5W * *   | expression has 1-5W in the day of month field: with W it must be 1W to 31W, or LW
          * * * * L      | expression has L in the day of week field: it needs a day before it, such as 5L for the last Friday
          * * * * 5#6    | expression has 5#6 in the day of week field: after # it must be 1 to 5, for the first to the fifth in the month
          * * * * 9#1    | expression has 9#1 in the day of week field: before L or # it must be 0 to 7 or SUN to SAT, with 0 and 7 for Sunday
          0 0 30 2 *     | expression 0 0 30 2 * is never due: none of its months has such a day
          0 0 31W 4,6 ?  | expression 0 0 31W 4,6 ? is never due: none of its months has such a day
          * * * *        | expression must have 5 fields (minute, hour, day of month, month, day of week), or 6 with seconds first, has 4
          0 0 0 1 1 * 26 | expression must have 5 fields (minute, hour, day of month, month, day of week), or 6 with seconds first, has 7; a year cannot be given
          '   '          | expression must have 5 fields (minute, hour, day of month, month, day of week), or 6 with seconds first, has 0
          @reboot        | expression is @reboot, which is no time: a schedule knows nothing of when hosts start
          @every 5m      | expression is @every 5m, which is no cron: use a spec of type interval
          @fortnightly   | expression @fortnightly is not known, it must be one of @yearly, @annually, @monthly, @weekly, @daily, @midnight and @hourly
          """)
  void parse_shouldSayWhatIsWrong_whenTheExpressionIs(String expression, String words) {
    // when
    OpsException refused = assertThrows(OpsException.class, () -> cron(expression, "UTC"));

    // then
    assertEquals(words, refused.getMessage());
    assertTrue(refused.is(ErrorCode.BAD_SCHEDULE));
    assertEquals("/spec/expression", refused.errors().getFirst().pointer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Europe/Berln   | zone Europe/Berln is not known, did you mean Europe/Berlin?
          europe/berlin  | zone europe/berlin is not known, did you mean Europe/Berlin?
          Berlin         | zone Berlin is not known, did you mean Europe/Berlin?
          New York       | zone New York is not known, did you mean America/New_York?
          utc            | zone utc is not known, did you mean UTC?
          Middle/Earth   | zone Middle/Earth is not known, it must be a name of the IANA database such as Europe/Berlin, or UTC
          +02:00         | zone must be a region such as Europe/Berlin, or UTC, not the offset +02:00: an offset does not say when clocks change
          UTC+2          | zone must be a region such as Europe/Berlin, or UTC, not the offset UTC+2: an offset does not say when clocks change
          Z              | zone must be a region such as Europe/Berlin, or UTC, not the offset Z: an offset does not say when clocks change
          """)
  void of_shouldSayWhatIsWrong_whenTheZoneIs(String zone, String words) {
    // when
    OpsException refused = assertThrows(OpsException.class, () -> cron("@daily", zone));

    // then
    assertEquals(words, refused.getMessage());
    assertEquals("/spec/zone", refused.errors().getFirst().pointer());
  }
}
