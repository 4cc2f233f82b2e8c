package io.opsconductor.schedules;

import static io.opsconductor.schedules.SchedulesFixture.cron;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.CalendarInput;
import io.opsconductor.contracts.schedules.CalendarKind;
import io.opsconductor.contracts.schedules.CalendarView;
import io.opsconductor.contracts.schedules.Conflicts;
import io.opsconductor.contracts.schedules.DueNoteCode;
import io.opsconductor.contracts.schedules.PreviewSchedule;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.schedules.SchedulePreview;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.TimeRange;
import io.opsconductor.contracts.schedules.Timeline;
import io.opsconductor.contracts.schedules.TimelineEntry;
import io.opsconductor.contracts.schedules.UpdateCalendar;
import io.opsconductor.contracts.schedules.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is due, by calendars, in a stretch of time, and what gets in the way of what. */
class TimelineIT {
  private static SchedulesFixture fixture;
  private static Instant midnight;

  @BeforeAll
  static void start() {
    fixture = new SchedulesFixture();
    midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void timeline_shouldCountWhatIsFrequent_whenADayIsAskedFor() {
    // given
    fixture.create(cron("line-minutely", "* * * * *", "UTC"));
    fixture.create(cron("line-nightly", "30 2 * * *", "UTC"));
    // when
    Timeline timeline = timeline("name~line-*");
    // then
    assertThat(timeline.complete()).isTrue();
    assertThat(timeline.items())
        .extracting(TimelineEntry::name, TimelineEntry::due)
        .containsExactly(tuple("line-minutely", 1440L), tuple("line-nightly", 1L));
    assertThat(timeline.items().getFirst().times()).hasSize(50);
    assertThat(timeline.items().getLast().first())
        .isEqualTo(midnight.plus(Duration.ofMinutes(150)));
  }

  @Test
  void conflicts_shouldNameTheTarget_whenTwoSchedulesTouchItAtOnce() {
    // given
    fixture.create(cron("clash-backup", "0 3 * * *", "UTC"));
    fixture.create(cron("clash-patch", "0 3 * * *", "UTC"));
    fixture.create(cron("clash-later", "0 9 * * *", "UTC"));
    // when
    Conflicts conflicts = fixture.ann.call(ScheduleOperations.CONFLICTS, day("name~clash-*"));
    // then
    assertThat(conflicts.targets()).hasSize(1);
    assertThat(conflicts.targets().getFirst().targets()).containsExactly("web-1");
    assertThat(conflicts.targets().getFirst().at()).isEqualTo(midnight.plus(Duration.ofHours(3)));
    assertThat(conflicts.hours()).isEmpty();
  }

  @Test
  void conflicts_shouldStop_whenThereAreTooMany() {
    // given: 780 pairs
    for (int i = 0; i < 40; i++) {
      fixture.create(cron("crowd-" + i, "0 6 * * *", "UTC"));
    }
    // when
    Conflicts conflicts = fixture.ann.call(ScheduleOperations.CONFLICTS, day("name~crowd-*"));
    // then
    assertThat(conflicts.complete()).isFalse();
    assertThat(conflicts.targets()).hasSize(500);
    assertThat(conflicts.targets())
        .allMatch(one -> one.times() == 1 && one.targets().equals(List.of("web-1")));
  }

  @Test
  void conflicts_shouldStop_whenFarTooMuchIsDueThatDoesNotRun() {
    // given: due each second of a month, and never to run
    calendar("always", "00:00", "24:00");
    fixture.create(eachSecond("idle-seconds", "always"));
    TimeRange month = new TimeRange(midnight, midnight.plus(Duration.ofDays(31)), "name~idle-*");
    // when
    Conflicts conflicts = fixture.ann.call(ScheduleOperations.CONFLICTS, month);
    Timeline timeline = fixture.ann.call(ScheduleOperations.TIMELINE, month);
    // then
    assertThat(conflicts.complete()).isFalse();
    assertThat(conflicts.targets()).isEmpty();
    assertThat(timeline.complete()).isFalse();
    assertThat(timeline.items().getFirst().due()).isEqualTo(1_000_000);
  }

  @Test
  void calendar_shouldKeepDueTimesFromRunning_whenAScheduleFollowsIt() {
    // given
    CalendarView freeze = calendar("freeze", "01:00", "05:00");
    fixture.create(following("cal-nightly", "freeze"));
    // then
    assertThat(timeline("name=cal-nightly").items().getFirst().times().getFirst().notes())
        .anyMatch(note -> note.code() == DueNoteCode.BLACKED_OUT);
    // when
    CalendarInput shorter = input("frozen", "01:00", "02:00");
    CalendarView renamed =
        fixture.ann.call(
            ScheduleOperations.UPDATE_CALENDAR, new UpdateCalendar(freeze.id(), shorter, 1));
    // then
    assertThat(renamed.usedBy()).containsExactly("cal-nightly");
    assertThat(timeline("name=cal-nightly").items().getFirst().times().getFirst().notes())
        .isEmpty();
    // when
    OpsException used =
        catchThrowableOfType(
            OpsException.class,
            () ->
                fixture.ann.call(ScheduleOperations.DELETE_CALENDAR, new VersionedId(freeze.id())));
    // then
    assertThat(used.is(ErrorCode.CALENDAR_IN_USE)).isTrue();
    assertThat(used).hasMessageContaining("cal-nightly");
  }

  @Test
  void preview_shouldTellOfCalendarsAndClockChanges_whenNothingIsSaved() {
    // given
    calendar("weekend", "00:00", "24:00");
    PreviewSchedule request =
        new PreviewSchedule(
            null,
            new ScheduleSpec.Cron("30 2 * * *", "Europe/Berlin"),
            null,
            List.of("Weekend"),
            null,
            null,
            null,
            1,
            Instant.parse("2026-03-29T00:00:00Z"));
    // when
    SchedulePreview preview = fixture.ann.call(ScheduleOperations.PREVIEW, request);
    // then
    assertThat(preview.times().getFirst().at()).isEqualTo("2026-03-29T01:00:00Z");
    assertThat(preview.times().getFirst().notes())
        .extracting(note -> note.code())
        .containsExactly(DueNoteCode.SHIFTED, DueNoteCode.BLACKED_OUT);
  }

  private static Timeline timeline(String selector) {
    return fixture.ann.call(ScheduleOperations.TIMELINE, day(selector));
  }

  private static TimeRange day(String selector) {
    return new TimeRange(midnight, midnight.plus(Duration.ofDays(1)), selector);
  }

  private static CalendarView calendar(String name, String from, String to) {
    return fixture.ann.call(ScheduleOperations.CREATE_CALENDAR, input(name, from, to));
  }

  private static CalendarInput input(String name, String from, String to) {
    return new CalendarInput(
        name, null, CalendarKind.BLACKOUT, "UTC", List.of(new WindowSpec.Weekly(null, from, to)));
  }

  private static ScheduleInput following(String name, String calendar) {
    return following(name, "0 3 * * *", calendar);
  }

  private static ScheduleInput eachSecond(String name, String calendar) {
    return following(name, "* * * * * *", calendar);
  }

  private static ScheduleInput following(String name, String expression, String calendar) {
    return new ScheduleInput(
        name,
        null,
        SchedulesFixture.JOB,
        new ScheduleSpec.Cron(expression, "UTC"),
        null,
        null,
        OverlapPolicy.SKIP,
        List.of(calendar),
        null,
        midnight,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
