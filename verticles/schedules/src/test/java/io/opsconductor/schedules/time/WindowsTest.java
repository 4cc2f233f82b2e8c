package io.opsconductor.schedules.time;

import static io.opsconductor.schedules.time.Times.BERLIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarKind;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.Weekday;
import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final WindowSpec NIGHT =
      new WindowSpec.Weekly(List.of(Weekday.FRI), "22:00", "06:00");

  @Test
  void keepsFrom_shouldGoByTheClockOfTheCalendar_whenTheWindowIsWeekly() {
    // given
    Windows windows = blackout(new WindowSpec.Weekly(List.of(Weekday.MON), "08:00", "12:00"));

    // then
    assertFree(windows, "2026-06-01T05:59:59.999Z");
    assertBlackout(windows, "2026-06-01T06:00:00Z");
    assertBlackout(windows, "2026-06-01T09:59:59Z");
    assertFree(windows, "2026-06-01T10:00:00Z");
    assertFree(windows, "2026-06-02T06:00:00Z");
    assertFree(windows, "2026-12-07T06:00:00Z");
    assertBlackout(windows, "2026-12-07T07:00:00Z");
  }

  @Test
  void keepsFrom_shouldGoOverMidnight_whenTheEndIsNotAfterTheBeginning() {
    // given
    Windows night = blackout(NIGHT);
    Windows wholeDay = blackout(new WindowSpec.Weekly(List.of(Weekday.SUN), "09:00", "09:00"));
    Windows evening = blackout(new WindowSpec.Weekly(null, "20:00", "24:00"));

    // then
    assertFree(night, "2026-06-05T19:59:00Z");
    assertBlackout(night, "2026-06-05T20:00:00Z");
    assertBlackout(night, "2026-06-06T03:59:59Z");
    assertFree(night, "2026-06-06T04:00:00Z");
    assertFree(night, "2026-06-06T20:00:00Z");
    assertFree(wholeDay, "2026-06-07T06:59:00Z");
    assertBlackout(wholeDay, "2026-06-07T07:00:00Z");
    assertBlackout(wholeDay, "2026-06-08T06:59:00Z");
    assertFree(wholeDay, "2026-06-08T07:00:00Z");
    assertBlackout(evening, "2026-06-08T21:59:59Z");
    assertFree(evening, "2026-06-08T22:00:00Z");
  }

  @Test
  void keepsFrom_shouldHoldBothTimes_whenTheClockShowsThemTwice() {
    // given
    Windows windows = blackout(new WindowSpec.Weekly(null, "02:00", "02:30"));

    // then
    assertBlackout(windows, "2026-10-25T00:15:00Z");
    assertFree(windows, "2026-10-25T00:45:00Z");
    assertBlackout(windows, "2026-10-25T01:15:00Z");
    assertFree(windows, "2026-03-29T00:59:59Z");
    assertFree(windows, "2026-03-29T01:00:00Z");
  }

  @Test
  void keepsFrom_shouldKnowDays_whenTheyAreOfOneYearOrOfEach() {
    // given
    Windows windows = blackout(new WindowSpec.Days(List.of("2026-12-24", "01-01", "02-29")));

    // then
    assertFree(windows, "2026-12-23T22:59:59Z");
    assertBlackout(windows, "2026-12-23T23:00:00Z");
    assertFree(windows, "2026-12-24T23:00:00Z");
    assertFree(windows, "2027-12-24T12:00:00Z");
    assertBlackout(windows, "2027-01-01T12:00:00Z");
    assertBlackout(windows, "2028-02-29T12:00:00Z");
    assertFree(windows, "2027-02-28T12:00:00Z");
    assertFree(windows, "2027-03-01T12:00:00Z");
  }

  @Test
  void keepsFrom_shouldBeOneStretch_whenTheWindowIsAbsolute() {
    // given
    Windows plain = blackout(absolute("2026-06-01T10:00", "2026-06-02T12:00"));
    Windows overlap = blackout(absolute("2026-10-25T02:30", "2026-10-25T02:45"));
    Windows gap = blackout(absolute("2026-03-29T02:30", "2026-03-29T03:30"));

    // then
    assertFree(plain, "2026-06-01T07:59:59Z");
    assertBlackout(plain, "2026-06-01T08:00:00Z");
    assertFree(plain, "2026-06-02T10:00:00Z");
    assertBlackout(overlap, "2026-10-25T00:30:00Z");
    assertBlackout(overlap, "2026-10-25T01:15:00Z");
    assertFree(overlap, "2026-10-25T01:45:00Z");
    assertFree(gap, "2026-03-29T00:59:59Z");
    assertBlackout(gap, "2026-03-29T01:00:00Z");
    assertFree(gap, "2026-03-29T01:30:00Z");
  }

  @Test
  void keepsFrom_shouldAskAllCalendars_whenThereAreSeveral() {
    // given
    WindowSpec day = new WindowSpec.Weekly(null, "08:00", "18:00");
    WindowSpec noon = new WindowSpec.Weekly(null, "12:00", "20:00");
    Windows windows =
        Windows.of(
            List.of(
                calendar("day", CalendarKind.ONLY_IN, "UTC", day),
                calendar("noon", CalendarKind.ONLY_IN, "UTC", noon),
                calendar(
                    "holiday",
                    CalendarKind.BLACKOUT,
                    "UTC",
                    new WindowSpec.Days(List.of("05-01")))));

    // then
    assertKept(windows, "2026-06-01T09:00:00Z", FireReason.OUTSIDE_WINDOW, "noon");
    assertFree(windows, "2026-06-01T12:00:00Z");
    assertKept(windows, "2026-06-01T18:00:00Z", FireReason.OUTSIDE_WINDOW, "day");
    assertKept(windows, "2026-05-01T13:00:00Z", FireReason.BLACKOUT, "holiday");
    assertKept(windows, "2026-05-01T21:00:00Z", FireReason.BLACKOUT, "holiday");
    assertFree(Windows.of(List.of()), "2026-05-01T21:00:00Z");
  }

  @Test
  void keepsFrom_shouldTakeAnyWindow_whenOneCalendarHasSeveral() {
    // given
    Windows windows =
        Windows.of(
            List.of(
                calendar(
                    "hours",
                    CalendarKind.ONLY_IN,
                    "UTC",
                    new WindowSpec.Weekly(null, "08:00", "09:00"),
                    new WindowSpec.Weekly(null, "10:00", "11:00"))));

    // then
    assertFree(windows, "2026-06-01T08:30:00Z");
    assertKept(windows, "2026-06-01T09:30:00Z", FireReason.OUTSIDE_WINDOW, "hours");
    assertFree(windows, "2026-06-01T10:30:00Z");
  }

  @Test
  void of_shouldRefuse_whenAZoneOrADayDoesNotExist() {
    // given
    CalendarInput zone = calendar("c", CalendarKind.BLACKOUT, "Europe/Berln", NIGHT);
    CalendarInput day =
        calendar(
            "c",
            CalendarKind.BLACKOUT,
            "UTC",
            NIGHT,
            new WindowSpec.Days(List.of("12-24", "02-30")));
    CalendarInput date =
        calendar("c", CalendarKind.ONLY_IN, "UTC", new WindowSpec.Days(List.of("2026-02-29")));

    // then
    assertRefused(zone, "/zone", "zone Europe/Berln is not known, did you mean Europe/Berlin?");
    assertRefused(day, "/windows/1/days/1", "days has 02-30, which never is");
    assertRefused(date, "/windows/0/days/0", "days has 2026-02-29, which never is");
  }

  private static void assertRefused(CalendarInput calendar, String pointer, String words) {
    OpsException refused = assertThrows(OpsException.class, () -> Windows.of(List.of(calendar)));
    assertTrue(refused.is(ErrorCode.BAD_SCHEDULE));
    assertEquals(words, refused.getMessage());
    assertEquals(pointer, refused.errors().getFirst().pointer());
  }

  private static WindowSpec absolute(String from, String to) {
    return new WindowSpec.Absolute(LocalDateTime.parse(from), LocalDateTime.parse(to));
  }

  private static Windows blackout(WindowSpec window) {
    return Windows.of(List.of(calendar("freeze", CalendarKind.BLACKOUT, BERLIN, window)));
  }

  private static CalendarInput calendar(
      String name, CalendarKind kind, String zone, WindowSpec... windows) {
    return new CalendarInput(name, null, kind, zone, List.of(windows));
  }

  private static void assertFree(Windows windows, String at) {
    assertEquals(Optional.empty(), windows.keepsFrom(Instant.parse(at)), at);
  }

  private static void assertBlackout(Windows windows, String at) {
    assertKept(windows, at, FireReason.BLACKOUT, "freeze");
  }

  private static void assertKept(Windows windows, String at, FireReason reason, String name) {
    assertEquals(Optional.of(new Kept(reason, name)), windows.keepsFrom(Instant.parse(at)), at);
  }
}
