package io.opsconductor.schedules;

import static io.opsconductor.schedules.SchedulesFixture.cron;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.schedules.BulkSchedules;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.PauseSchedule;
import io.opsconductor.contracts.schedules.ScheduleBulkAction;
import io.opsconductor.contracts.schedules.ScheduleBulkResult;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import io.opsconductor.contracts.schedules.ScheduleInput;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.schedules.ScheduleSelection;
import io.opsconductor.contracts.schedules.ScheduleSpec;
import io.opsconductor.contracts.schedules.ScheduleView;
import io.opsconductor.contracts.schedules.UpdateSchedule;
import io.opsconductor.platform.testing.TestClient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SaveScheduleIT {
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
  void create_shouldTellWhenItIsDueAndAsWhomItRuns_whenItIsRight() {
    // when
    ScheduleView made = fixture.create(cron("nightly", "30 2 * * *", "Europe/Berlin"));
    // then
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.words()).isEqualTo("every day at 02:30 in Europe/Berlin");
    assertThat(made.nextDueAt()).isAfter(Instant.now());
    assertThat(made.identity().name()).isEqualTo("ann");
    assertThat(made.owner()).isEqualTo("ann");
    assertThat(made.health()).isEqualTo(ScheduleHealth.HEALTHY);
    assertThat(fixture.get(made.id())).isEqualTo(made);
    assertThat(fixture.harness.toldOf(made.id()))
        .extracting(EventEnvelope::type)
        .containsExactly("schedule.created");
  }

  @Test
  void create_shouldSayWhatIsWrong_whenItCannotBe() {
    fixture.create(cron("taken", "0 4 * * *", "UTC"));
    // then
    assertThat(refusal(cron("Taken", "0 4 * * *", "UTC"), ErrorCode.SCHEDULE_NAME_TAKEN))
        .isEqualTo("/name");
    assertThat(refusal(cron("bad", "61 4 * * *", "UTC"), ErrorCode.BAD_SCHEDULE))
        .isEqualTo("/spec/expression");
    assertThat(refusal(cron("bad", "0 4 * * *", "Europe/Berln"), ErrorCode.BAD_SCHEDULE))
        .isEqualTo("/spec/zone");
    ScheduleSpec past = new ScheduleSpec.Once("2020-01-01T00:00:00Z", null);
    assertThat(refusal(SchedulesFixture.schedule("past", past), ErrorCode.BAD_SCHEDULE))
        .isEqualTo("/spec");
    assertThat(refusal(following("follows", "nothing such"), ErrorCode.UNKNOWN_CALENDAR))
        .isEqualTo("/calendars");
    assertThat(refusal(runningAs("robots", Ids.next()), ErrorCode.UNKNOWN_SUBJECT))
        .isEqualTo("/runAs");
  }

  @Test
  void create_shouldPointAtTheJob_whenExecutionsWouldNotRunIt() {
    // given
    fixture.runs.refuse(new OpsException(ErrorCode.NOT_FOUND, "There is no job"));
    try {
      // then
      assertThat(refusal(cron("no job", "0 4 * * *", "UTC"), ErrorCode.UNKNOWN_JOB))
          .isEqualTo("/jobId");
    } finally {
      fixture.runs.refuse(null);
    }
  }

  @Test
  void create_shouldBeRefused_whenAnApiTokenWasMadeForLess() {
    // given
    CallerContext.User robot =
        new CallerContext.User(
            Ids.next(),
            "robot",
            Ids.DEFAULT_ORGANIZATION,
            null,
            List.of(),
            Set.of("schedule:read", "schedule:write", "job:run@some"),
            Ids.next(),
            null,
            false);
    TestClient client = fixture.harness.user(robot);
    // when
    OpsException refused =
        refused(() -> client.call(ScheduleOperations.CREATE, cron("t", "0 4 * * *", "UTC")));
    // then
    assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
    assertThat(refused).hasMessageContaining("target:run");
  }

  @Test
  void schedule_shouldRunAsTheAccount_whenOneIsNamed() {
    // when
    ScheduleView made = fixture.create(runningAs("as robot", SchedulesFixture.ROBOT));
    // then
    assertThat(made.identity().name()).isEqualTo("robot");
    assertThat(made.identity().serviceAccount()).isTrue();
  }

  @Test
  void update_shouldRunAsWhoeverSavedIt_whenSomebodyElseEdits() {
    // given
    ScheduleView made = fixture.create(cron("edited", "0 4 * * *", "UTC"));
    TestClient bob = fixture.user("bob");
    // when
    ScheduleView after =
        bob.call(
            ScheduleOperations.UPDATE,
            new UpdateSchedule(made.id(), cron("edited", "0 5 * * *", "UTC"), 1));
    // then
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.identity().name()).isEqualTo("bob");
    assertThat(after.owner()).isEqualTo("ann");
    assertThat(after.nextDueAt().atOffset(ZoneOffset.UTC).getHour()).isEqualTo(5);
    // when
    OpsException stale =
        refused(
            () ->
                fixture.ann.call(
                    ScheduleOperations.UPDATE,
                    new UpdateSchedule(made.id(), cron("edited", "0 6 * * *", "UTC"), 1)));
    // then
    assertThat(stale.is(ErrorCode.VERSION_CHANGED)).isTrue();
  }

  @Test
  void delete_shouldFreeTheName_whenItIsDone() {
    // given
    ScheduleView made = fixture.create(cron("gone", "0 4 * * *", "UTC"));
    // when
    fixture.ann.call(ScheduleOperations.DELETE, new VersionedId(made.id()));
    // then
    assertThat(refused(() -> fixture.get(made.id())).is(ErrorCode.NOT_FOUND)).isTrue();
    assertThat(fixture.create(cron("gone", "0 4 * * *", "UTC")).id()).isNotEqualTo(made.id());
  }

  @Test
  void bulk_shouldDoWhatThePreviewSaid_whenThatIsExpected() {
    // given
    ScheduleView one = fixture.create(cron("many-1", "0 4 * * *", "Asia/Tokyo"));
    ScheduleView two = fixture.create(cron("many-2", "0 4 * * *", "Asia/Tokyo"));
    fixture.ann.call(ScheduleOperations.PAUSE, new PauseSchedule(two.id(), "m", null));
    // when
    ScheduleBulkResult preview = bulk(true, null);
    // then
    assertThat(preview.changed()).isEqualTo(1);
    assertThat(preview.unchanged()).isEqualTo(1);
    assertThat(fixture.get(one.id()).pause()).isNull();
    assertThat(refused(() -> bulk(false, 2)).is(ErrorCode.SELECTION_CHANGED)).isTrue();
    // when
    bulk(false, 1);
    // then
    assertThat(fixture.get(one.id()).pause().reason()).isEqualTo("m");
    assertThat(list("zone=Asia/Tokyo and health=paused")).hasSize(2);
    assertThat(refused(() -> list("colour=red")).is(ErrorCode.BAD_SELECTOR)).isTrue();
  }

  @Test
  void pause_shouldEndByItself_whenItsTimeIsOver() {
    // given
    ScheduleView made = fixture.create(cron("for a second", "0 4 * * *", "UTC"));
    // when
    Instant soon = Instant.now().plusMillis(900).truncatedTo(ChronoUnit.MILLIS);
    fixture.ann.call(ScheduleOperations.PAUSE, new PauseSchedule(made.id(), null, soon));
    // then
    assertThat(fixture.get(made.id()).health()).isEqualTo(ScheduleHealth.PAUSED);
    await().until(() -> fixture.get(made.id()).health() == ScheduleHealth.HEALTHY);
    assertThat(
            refused(
                    () ->
                        fixture.ann.call(
                            ScheduleOperations.PAUSE, new PauseSchedule(made.id(), null, soon)))
                .is(ErrorCode.INVALID_REQUEST))
        .isTrue();
  }

  @Test
  void schedules_shouldNotBeThere_whenTheyAreOfAnotherOrganization() {
    // given
    ScheduleView made = fixture.create(cron("walled", "0 4 * * *", "UTC"));
    TestClient foreigner =
        fixture.harness.user(Ids.next(), "eve", "schedule:read", "schedule:write");
    // then
    assertThat(
            refused(() -> foreigner.call(ScheduleOperations.GET, new IdRequest(made.id())))
                .is(ErrorCode.NOT_FOUND))
        .isTrue();
    assertThat(
            refused(
                    () ->
                        foreigner.call(
                            ScheduleOperations.PAUSE, new PauseSchedule(made.id(), null, null)))
                .is(ErrorCode.NOT_FOUND))
        .isTrue();
    assertThat(
            foreigner
                .call(ScheduleOperations.LIST, new ListSchedules(null, null, null, null, null))
                .items())
        .isEmpty();
  }

  private static ScheduleBulkResult bulk(boolean preview, Integer expect) {
    return fixture.ann.call(
        ScheduleOperations.BULK,
        new BulkSchedules(
            ScheduleBulkAction.PAUSE,
            new ScheduleSelection(null, "zone=Asia/Tokyo"),
            "m",
            null,
            preview,
            expect));
  }

  private static List<ScheduleView> list(String selector) {
    return fixture
        .ann
        .call(ScheduleOperations.LIST, new ListSchedules(null, null, null, null, selector))
        .items();
  }

  private static ScheduleInput following(String name, String calendar) {
    return with(name, List.of(calendar), null);
  }

  private static ScheduleInput runningAs(String name, UUID account) {
    return with(name, null, account);
  }

  private static ScheduleInput with(String name, List<String> calendars, UUID runAs) {
    return new ScheduleInput(
        name,
        null,
        SchedulesFixture.JOB,
        new ScheduleSpec.Cron("0 4 * * *", "UTC"),
        null,
        null,
        OverlapPolicy.SKIP,
        calendars,
        null,
        null,
        null,
        null,
        null,
        null,
        runAs,
        null);
  }

  /** Where it points. */
  private static String refusal(ScheduleInput schedule, ErrorCode code) {
    OpsException refused = refused(() -> fixture.create(schedule));
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code.wireName());
    return refused.errors().stream().map(FieldError::pointer).findFirst().orElse("");
  }

  private static OpsException refused(ThrowingCallable call) {
    return catchThrowableOfType(OpsException.class, call);
  }
}
