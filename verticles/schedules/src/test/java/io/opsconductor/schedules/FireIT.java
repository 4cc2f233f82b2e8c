package io.opsconductor.schedules;

import static io.opsconductor.schedules.SchedulesFixture.everySecond;
import static io.opsconductor.schedules.SchedulesFixture.schedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.BulkSchedules;
import io.opsconductor.contracts.schedules.CatchUp;
import io.opsconductor.contracts.schedules.CatchUpDecision;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.contracts.schedules.FireView;
import io.opsconductor.contracts.schedules.MisfirePolicy;
import io.opsconductor.contracts.schedules.MisfireSpec;
import io.opsconductor.contracts.schedules.PauseSchedule;
import io.opsconductor.contracts.schedules.ScheduleBulkAction;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.schedules.ScheduleSelection;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.contracts.schedules.UpdateSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FireIT {
  private static final ScheduleSpec EVERY_SECOND =
      new ScheduleSpec.Interval(Duration.ofSeconds(1), null, null);

  private static SchedulesFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new SchedulesFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void schedule_shouldRunOnceForEachDueTime_whenSecondsPass() {
    // given
    ScheduleView schedule = fixture.create(everySecond("each second"));
    // when
    await().until(() -> fixture.runs.of(schedule.id()).size() >= 3);
    off(schedule);
    // then
    List<FireView> fires = settled(schedule.id());
    List<Instant> due = fires.stream().map(FireView::dueAt).sorted().toList();
    assertThat(fires).extracting(FireView::state).containsOnly(FireState.FIRED);
    IntStream.range(1, due.size())
        .forEach(i -> assertThat(due.get(i)).isEqualTo(due.get(i - 1).plusSeconds(1)));
    assertThat(fixture.runs.of(schedule.id())).hasSameSizeAs(fires);
    assertThat(fixture.runs.of(schedule.id())).allMatch(run -> run.startedBy.equals("ann"));
  }

  @Test
  void onceSchedule_shouldEnd_whenItHasRun() {
    // given
    Instant at = Instant.now().plusSeconds(1);
    // when
    ScheduleView schedule =
        fixture.create(schedule("once", new ScheduleSpec.Once(at.toString(), null)));
    await().until(() -> !fixture.runs.of(schedule.id()).isEmpty());
    fixture.runs.end(fixture.runs.of(schedule.id()).getFirst(), ExecutionState.SUCCEEDED);
    // then
    await().until(() -> fixture.get(schedule.id()).counts().succeeded() == 1);
    ScheduleView after = fixture.get(schedule.id());
    assertThat(after.health()).isEqualTo(ScheduleHealth.ENDED);
    assertThat(after.nextDueAt()).isNull();
    assertThat(after.lastFire().outcome()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(after.counts().fired()).isEqualTo(1);
  }

  @Test
  void schedule_shouldRunNoMoreThanItsMaximum_whenItIsDueOften() {
    // given
    ScheduleView schedule =
        fixture.create(
            schedule("three times", EVERY_SECOND, OverlapPolicy.ALLOW, MisfireSpec.standard(), 3));
    // when
    await().until(() -> fixture.get(schedule.id()).nextDueAt() == null);
    // then
    assertThat(settled(schedule.id())).hasSize(3);
    assertThat(fixture.runs.of(schedule.id())).hasSize(3);
  }

  @Test
  void overlappingRun_shouldBeSkippedOrWait_whenThePolicySaysSo() {
    // given
    ScheduleView skips =
        fixture.create(
            schedule("skips", EVERY_SECOND, OverlapPolicy.SKIP, MisfireSpec.standard(), null));
    ScheduleView queues =
        fixture.create(
            schedule("queues", EVERY_SECOND, OverlapPolicy.QUEUE, MisfireSpec.standard(), null));
    // when
    await().until(() -> fixture.fires(skips.id()).size() >= 3);
    await().until(() -> fixture.fires(queues.id()).size() >= 3);
    // then
    assertThat(fixture.fires(skips.id()))
        .filteredOn(fire -> fire.state() == FireState.SKIPPED)
        .isNotEmpty()
        .allMatch(fire -> fire.reason() == FireReason.OVERLAP);
    assertThat(fixture.runs.of(skips.id())).hasSize(1);
    assertThat(fixture.runs.of(queues.id())).hasSize(1);
    // when
    fixture.runs.end(fixture.runs.of(queues.id()).getFirst(), ExecutionState.SUCCEEDED);
    // then
    await().until(() -> fixture.runs.of(queues.id()).size() == 2);
    Instant first = fixture.runs.of(queues.id()).getFirst().asked.dueAt();
    assertThat(fixture.runs.of(queues.id()).getLast().asked.dueAt())
        .isEqualTo(first.plusSeconds(1));
    off(skips);
    off(queues);
  }

  @Test
  void waitingRun_shouldGiveWayToTheNewest_whenRunsReplaceEachOther() {
    // given
    ScheduleView schedule =
        fixture.create(
            schedule(
                "replaces", EVERY_SECOND, OverlapPolicy.REPLACE, MisfireSpec.standard(), null));
    // when
    await()
        .until(
            () ->
                fixture.fires(schedule.id()).stream()
                    .anyMatch(fire -> fire.reason() == FireReason.SUPERSEDED));
    // then
    Runs.Run first = fixture.runs.of(schedule.id()).getFirst();
    assertThat(first.state).isEqualTo(ExecutionState.CANCELLING);
    // when
    fixture.runs.end(first, ExecutionState.CANCELLED);
    // then
    await().until(() -> fixture.runs.of(schedule.id()).size() >= 2);
    assertThat(fixture.runs.of(schedule.id()).get(1).asked.dueAt())
        .isAfter(first.asked.dueAt().plusSeconds(1));
    off(schedule);
  }

  @Test
  void dueTimes_shouldBeSkippedWithTheReason_whenTheScheduleIsPaused() {
    // given
    ScheduleView schedule = fixture.create(everySecond("paused"));
    // when
    fixture.ann.call(
        ScheduleOperations.PAUSE, new PauseSchedule(schedule.id(), "maintenance", null));
    Instant paused = Instant.now();
    await()
        .until(
            () ->
                fixture.fires(schedule.id()).stream()
                    .anyMatch(fire -> fire.reason() == FireReason.PAUSED));
    // then
    assertThat(fixture.get(schedule.id()).health()).isEqualTo(ScheduleHealth.PAUSED);
    assertThat(fixture.get(schedule.id()).pause().by()).isEqualTo("ann");
    // when
    fixture.ann.call(ScheduleOperations.RESUME, new IdRequest(schedule.id()));
    // then
    await()
        .until(
            () ->
                fixture.runs.of(schedule.id()).stream()
                    .anyMatch(run -> run.asked.dueAt().isAfter(paused)));
    off(schedule);
    assertThat(settled(schedule.id()))
        .allMatch(
            fire ->
                fire.state() == FireState.FIRED
                    || (fire.state() == FireState.SKIPPED && fire.reason() == FireReason.PAUSED));
  }

  @Test
  void schedule_shouldRunAsOftenAsItMay_whenAPauseTookADueTimeThatWaited() {
    // given
    ScheduleView schedule =
        fixture.create(
            schedule("twice", EVERY_SECOND, OverlapPolicy.QUEUE, MisfireSpec.standard(), 2));
    await().until(() -> fixture.fires(schedule.id()).size() == 2);
    await().until(() -> fixture.get(schedule.id()).nextDueAt() == null);
    // when
    fixture.ann.call(
        ScheduleOperations.PAUSE, new PauseSchedule(schedule.id(), "maintenance", null));
    await()
        .until(
            () ->
                fixture.fires(schedule.id()).stream()
                    .anyMatch(fire -> fire.reason() == FireReason.PAUSED));
    fixture.runs.end(fixture.runs.of(schedule.id()).getFirst(), ExecutionState.SUCCEEDED);
    fixture.ann.call(ScheduleOperations.RESUME, new IdRequest(schedule.id()));
    // then
    await().until(() -> fixture.runs.of(schedule.id()).size() == 2);
    assertThat(settled(schedule.id())).filteredOn(fire -> fire.executionId() != null).hasSize(2);
  }

  @Test
  void schedule_shouldStopWithTheReason_whenWhomItRunsAsIsDisabled() {
    // given
    fixture.user("leaver");
    ScheduleView schedule =
        fixture.user("leaver").call(ScheduleOperations.CREATE, everySecond("of a leaver"));
    // when
    fixture.disabled.add(fixture.idOf("leaver"));
    // then
    await().until(() -> fixture.get(schedule.id()).health() == ScheduleHealth.BROKEN);
    ScheduleView broken = fixture.get(schedule.id());
    assertThat(broken.problem()).contains("leaver is disabled");
    assertThat(broken.lastFire().reason()).isEqualTo(FireReason.IDENTITY);
    assertThat(broken.nextDueAt()).isNull();
    assertThat(fixture.harness.toldOf(schedule.id()))
        .extracting(EventEnvelope::type)
        .contains("schedule.stopped", "schedule.health_changed");
    // when
    fixture.disabled.clear();
    fixture.ann.call(ScheduleOperations.RESUME, new IdRequest(schedule.id()));
    // then
    int before = fixture.runs.of(schedule.id()).size();
    await().until(() -> fixture.runs.of(schedule.id()).size() > before);
    off(schedule);
  }

  @Test
  void dueTime_shouldStayOneExecution_whenAnswersAreLost() {
    // given
    ScheduleView schedule = fixture.create(everySecond("answers lost"));
    // when
    fixture.runs.answerNobody(true);
    await().until(() -> fixture.runs.of(schedule.id()).size() >= 2);
    fixture.runs.answerNobody(false);
    off(schedule);
    // then
    List<FireView> fires = settled(schedule.id());
    assertThat(fires).extracting(FireView::state).containsOnly(FireState.FIRED);
    assertThat(fixture.runs.of(schedule.id())).hasSameSizeAs(fires);
  }

  @Test
  void missedDueTime_shouldRunWhenSomebodySaysSo_whenItCouldNotStartBeforeItsDeadline() {
    // given
    fixture.runs.refuse(new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "jobs does not answer"));
    ScheduleView schedule;
    try {
      fixture.runs.refuse(null);
      MisfireSpec asks = new MisfireSpec(MisfirePolicy.ONCE, Duration.ofSeconds(1), null, true);
      String at = Instant.now().plusMillis(500).toString();
      schedule =
          fixture.create(
              schedule("asks", new ScheduleSpec.Once(at, null), OverlapPolicy.ALLOW, asks, null));
      fixture.runs.refuse(new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "jobs is away"));
      await().until(() -> lastState(schedule.id()) == FireState.MISSED);
    } finally {
      fixture.runs.refuse(null);
    }
    // then
    FireView missed = fixture.fires(schedule.id()).getFirst();
    assertThat(missed.reason()).isEqualTo(FireReason.DEADLINE);
    assertThat(missed.asked()).isTrue();
    assertThat(fixture.get(schedule.id()).health()).isEqualTo(ScheduleHealth.LATE);
    // when
    fixture.ann.call(
        ScheduleOperations.CATCH_UP,
        new CatchUp(schedule.id(), missed.dueAt(), CatchUpDecision.RUN));
    // then
    await().until(() -> fixture.fires(schedule.id()).getFirst().executionId() != null);
    assertThat(fixture.runs.of(schedule.id())).hasSize(1);
  }

  @Test
  void refusedRun_shouldFailWithWhatWasSaid_whenItCannotRun() {
    // given
    Instant at = Instant.now().plusMillis(800);
    ScheduleView schedule =
        fixture.create(schedule("refused", new ScheduleSpec.Once(at.toString(), null)));
    // when
    fixture.runs.refuse(new OpsException(ErrorCode.BAD_PARAMETERS, "VERSION is required"));
    try {
      await().until(() -> lastState(schedule.id()) == FireState.FAILED);
    } finally {
      fixture.runs.refuse(null);
    }
    // then
    FireView failed = fixture.fires(schedule.id()).getFirst();
    assertThat(failed.reason()).isEqualTo(FireReason.REFUSED);
    assertThat(failed.detail()).contains("VERSION is required");
    assertThat(fixture.get(schedule.id()).health()).isEqualTo(ScheduleHealth.FAILING);
  }

  @Test
  void schedule_shouldStop_whenWhomItRunsAsMayRunNothingAnyMore() {
    // given
    ScheduleView schedule =
        fixture.user("demoted").call(ScheduleOperations.CREATE, everySecond("of a demoted"));
    // when
    fixture.allow("demoted", "schedule:read");
    // then
    await().until(() -> fixture.get(schedule.id()).health() == ScheduleHealth.BROKEN);
    assertThat(fixture.get(schedule.id()).problem()).contains("job:run");
    assertThat(settled(schedule.id()).getFirst().state()).isEqualTo(FireState.FAILED);
  }

  @Test
  void dueTimes_shouldNotBegin_whenTheScheduleIsSwitchedOffBeforeTheyCan() {
    // given
    ScheduleView schedule = fixture.create(everySecond("off in time"));
    fixture.runs.refuse(new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "jobs is away"));
    int begun;
    try {
      await().until(() -> lastState(schedule.id()) == FireState.STARTING);
      begun = fixture.runs.of(schedule.id()).size();
      // when
      off(schedule);
    } finally {
      fixture.runs.refuse(null);
    }
    // then
    assertThat(settled(schedule.id()))
        .filteredOn(fire -> fire.executionId() == null)
        .isNotEmpty()
        .allMatch(fire -> fire.detail().contains("switched off"));
    assertThat(fixture.runs.of(schedule.id())).hasSize(begun);
  }

  @Test
  void dueTime_shouldBeginWhenItShould_whenTheScheduleIsEditedWithinItsJitter() {
    // given
    Instant anchor = Instant.now().plusMillis(300);
    ScheduleView schedule = fixture.create(jittered("jitters", anchor));
    await().until(() -> Instant.now().isAfter(anchor.plusMillis(100)));
    // when
    fixture.ann.call(
        ScheduleOperations.UPDATE,
        new UpdateSchedule(schedule.id(), jittered("jitters still", anchor), null));
    // then
    await().until(() -> !fixture.runs.of(schedule.id()).isEmpty());
    assertThat(fixture.fires(schedule.id())).hasSize(1);
    assertThat(fixture.runs.of(schedule.id()).getFirst().asked.dueAt())
        .isBetween(anchor.minusMillis(1), anchor);
    off(schedule);
  }

  private static ScheduleInput jittered(String name, Instant anchor) {
    return new ScheduleInput(
        name,
        null,
        SchedulesFixture.JOB,
        new ScheduleSpec.Interval(Duration.ofHours(1), anchor, null),
        null,
        null,
        OverlapPolicy.ALLOW,
        null,
        Duration.ofSeconds(4),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static FireState lastState(UUID id) {
    List<FireView> fires = fixture.fires(id);
    return fires.isEmpty() ? null : fires.getFirst().state();
  }

  private static List<FireView> settled(UUID id) {
    await()
        .until(
            () -> fixture.fires(id).stream().noneMatch(fire -> fire.state() == FireState.STARTING));
    return fixture.fires(id);
  }

  /** Nothing more becomes due of it; what was due has its row. */
  private static void off(ScheduleView schedule) {
    fixture.ann.call(
        ScheduleOperations.BULK,
        new BulkSchedules(
            ScheduleBulkAction.DISABLE,
            new ScheduleSelection(List.of(schedule.id()), null),
            null,
            null,
            null,
            null));
  }
}
