package io.opsconductor.jobs;

import static io.opsconductor.jobs.JobsFixture.TARGET;
import static io.opsconductor.jobs.JobsFixture.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.ParameterSpec;
import io.opsconductor.contracts.jobs.ParameterType;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SaveJobIT {
  private static JobsFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new JobsFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void create_shouldAnswerTheFirstVersion_whenTheJobIsRight() {
    // when
    JobView created = fixture.ann.call(JobOperations.CREATE, job("first version"));
    // then
    assertThat(created.version()).isEqualTo(1);
    assertThat(created.updatedBy()).isEqualTo("ann");
    assertThat(created.timeoutSeconds()).isEqualTo(JobInput.DEFAULT_TIMEOUT_SECONDS);
    assertThat(fixture.ann.call(JobOperations.GET, new GetJob(created.id(), null)))
        .isEqualTo(created);
  }

  @Test
  void create_shouldPointAtTheTargets_whenOneIsUnknown() {
    // given
    JobInput job = job("unknown target", "true", selection(Ids.next()));
    // when
    OpsException refused = refused(() -> fixture.ann.call(JobOperations.CREATE, job));
    // then
    assertThat(refused.is(ErrorCode.UNKNOWN_TARGET)).isTrue();
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/targets/ids");
  }

  @Test
  void create_shouldPointAtTheSelector_whenItDoesNotParse() {
    // given
    JobInput job = job("bad selector", "true", new TargetSelection(null, JobsFixture.BAD_SELECTOR));
    // when
    OpsException refused = refused(() -> fixture.ann.call(JobOperations.CREATE, job));
    // then
    assertThat(refused.is(ErrorCode.BAD_SELECTOR)).isTrue();
    assertThat(refused.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/targets/selector");
  }

  @Test
  void create_shouldTakeASelector_whenItParses() {
    // given
    JobInput job = job("good selector", "true", new TargetSelection(null, "env=nowhere"));
    // when
    JobView created = fixture.ann.call(JobOperations.CREATE, job);
    // then
    assertThat(created.targets().selector()).isEqualTo("env=nowhere");
  }

  @Test
  void create_shouldBeRefused_whenADefaultIsOfAnotherType() {
    // given
    JobInput plain = job("wrong default");
    ParameterSpec parameter =
        new ParameterSpec(
            "COUNT",
            ParameterType.NUMBER,
            null,
            Wire.mapper().getNodeFactory().textNode("many"),
            null,
            null);
    JobInput job =
        new JobInput(
            plain.name(), null, plain.steps(), plain.targets(), List.of(parameter), null, null);
    // when
    OpsException refused = refused(() -> fixture.ann.call(JobOperations.CREATE, job));
    // then
    assertThat(refused.is(ErrorCode.INVALID_REQUEST)).isTrue();
    assertThat(refused.errors())
        .extracting(FieldError::pointer)
        .containsExactly("/parameters/0/default");
  }

  @Test
  void create_shouldBeRefused_whenTheNameIsTakenInAnotherCase() {
    // given
    fixture.ann.call(JobOperations.CREATE, job("Nightly"));
    // when
    OpsException refused = refused(() -> fixture.ann.call(JobOperations.CREATE, job("nIGHTLY")));
    // then
    assertThat(refused.is(ErrorCode.JOB_NAME_TAKEN)).isTrue();
    assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/name");
  }

  @Test
  void create_shouldTakeTheName_whenOnlyAnotherOrganizationHasIt() {
    // given
    fixture.ann.call(JobOperations.CREATE, job("shared name"));
    TestClient stranger =
        fixture.harness.user(Ids.next(), "eve", "job:read", "job:write", "target:read");
    // when
    JobView created = stranger.call(JobOperations.CREATE, job("shared name"));
    // then
    assertThat(created.version()).isEqualTo(1);
  }

  @Test
  void create_shouldBeForbidden_whenTheUserMayOnlyRead() {
    // given
    TestClient reader = fixture.harness.user("reader", "job:read");
    // when
    OpsException refused = refused(() -> reader.call(JobOperations.CREATE, job("forbidden")));
    // then
    assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
  }

  @Test
  void update_shouldAddAVersionAndKeepTheOld_whenSomethingDiffers() {
    // given
    JobView first = fixture.ann.call(JobOperations.CREATE, job("changing", "true"));
    // when
    JobView second =
        fixture
            .user("bob")
            .call(JobOperations.UPDATE, new UpdateJob(first.id(), job("changed", "false"), 1));
    // then
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.name()).isEqualTo("changed");
    assertThat(second.updatedBy()).isEqualTo("bob");
    assertThat(second.createdAt()).isEqualTo(first.createdAt());
    assertThat(fixture.ann.call(JobOperations.GET, new GetJob(first.id(), 1))).isEqualTo(first);
    assertThat(fixture.ann.call(JobOperations.GET, new GetJob(first.id(), null))).isEqualTo(second);
  }

  @Test
  void update_shouldAnswerTheCurrentVersion_whenNothingDiffers() {
    // given
    JobView first = fixture.ann.call(JobOperations.CREATE, job("same"));
    // when
    JobView again =
        fixture.ann.call(JobOperations.UPDATE, new UpdateJob(first.id(), job("same"), null));
    // then
    assertThat(again).isEqualTo(first);
  }

  @Test
  void update_shouldBeRefused_whenAnotherVersionIsCurrent() {
    // given
    JobView first = fixture.ann.call(JobOperations.CREATE, job("moved on"));
    UpdateJob update = new UpdateJob(first.id(), job("moved on", "id"), 1);
    fixture.ann.call(JobOperations.UPDATE, update);
    // when
    OpsException refused = refused(() -> fixture.ann.call(JobOperations.UPDATE, update));
    // then
    assertThat(refused.is(ErrorCode.VERSION_CHANGED)).isTrue();
  }

  @Test
  void update_shouldLetOneWin_whenSeveralEditedTheSameVersion() {
    // given
    JobView first = fixture.ann.call(JobOperations.CREATE, job("contended"));
    List<UpdateJob> updates =
        IntStream.range(0, 8)
            .mapToObj(i -> new UpdateJob(first.id(), job("contended", "echo " + i), 1))
            .toList();
    // when
    List<Future<JobView>> answers =
        updates.stream().map(update -> fixture.ann.send(JobOperations.UPDATE, update)).toList();
    Future.join(answers).otherwiseEmpty().await();
    // then
    assertThat(answers).filteredOn(Future::succeeded).hasSize(1);
    assertThat(fixture.ann.call(JobOperations.GET, new GetJob(first.id(), null)).version())
        .isEqualTo(2);
  }

  @Test
  void update_shouldCountEveryVersion_whenNobodySaysWhichWasEdited() {
    // given
    JobView first = fixture.ann.call(JobOperations.CREATE, job("last one wins"));
    // when
    List<Future<JobView>> answers =
        IntStream.range(0, 8)
            .mapToObj(i -> new UpdateJob(first.id(), job("last one wins", "echo " + i), null))
            .map(update -> fixture.ann.send(JobOperations.UPDATE, update))
            .toList();
    // then
    assertThat(answers)
        .extracting(answer -> answer.await().version())
        .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void update_shouldBeRefused_whenTheNewNameIsTaken() {
    // given
    fixture.ann.call(JobOperations.CREATE, job("taken"));
    JobView other = fixture.ann.call(JobOperations.CREATE, job("renamed"));
    // when
    OpsException refused =
        refused(
            () ->
                fixture.ann.call(
                    JobOperations.UPDATE, new UpdateJob(other.id(), job("TAKEN"), null)));
    // then
    assertThat(refused.is(ErrorCode.JOB_NAME_TAKEN)).isTrue();
  }

  @Test
  void update_shouldFindNothing_whenTheJobIsOfAnotherOrganization() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("not yours"));
    TestClient stranger =
        fixture.harness.user(Ids.next(), "eve", "job:read", "job:write", "target:read");
    // when
    OpsException refused =
        refused(
            () ->
                stranger.call(
                    JobOperations.UPDATE, new UpdateJob(job.id(), job("mine now"), null)));
    // then
    assertThat(refused.is(ErrorCode.NOT_FOUND)).isTrue();
  }

  @Test
  void save_shouldTellAuditWhoAndWhichVersion_whenJobsChange() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("told"));
    // when
    fixture.ann.call(JobOperations.UPDATE, new UpdateJob(job.id(), job("told", "id"), null));
    fixture.user("bob").call(JobOperations.DELETE, new IdRequest(job.id()));
    // then
    Awaitility.await().until(() -> eventsOf(job.id()).size() == 3);
    assertThat(eventsOf(job.id()))
        .extracting(e -> e.type() + " v" + e.data().get("version") + " by " + e.actor())
        .containsExactlyInAnyOrder(
            "job.created v1 by ann", "job.updated v2 by ann", "job.deleted v2 by bob");
  }

  @Test
  void save_shouldTellWhatDiffers_withoutWhatIsRun() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("differs", "mysql -psesame"));
    // when
    fixture.ann.call(JobOperations.UPDATE, new UpdateJob(job.id(), job("differs", "id"), null));
    fixture.ann.call(JobOperations.DELETE, new IdRequest(job.id()));
    // then
    List<EventEnvelope> told = fixture.harness.toldOf(job.id());
    assertThat(told)
        .extracting(EventEnvelope::type)
        .containsExactly("job.created", "job.updated", "job.deleted");
    JsonNode change = told.get(1).data();
    assertThat(change.at("/before/version").asInt()).isEqualTo(1);
    assertThat(change.at("/before/steps/1/text/characters").asInt()).isEqualTo(14);
    assertThat(change.at("/after/steps/1/text/characters").asInt()).isEqualTo(2);
    assertThat(change.at("/after/steps/1/text/sha256").asText()).hasSize(64);
    assertThat(change.at("/after/steps/1").size()).isEqualTo(1);
    assertThat(change.get("after").size()).isEqualTo(2);
    assertThat(told.getLast().data().at("/before/name").asText()).isEqualTo("differs");
    assertThat(told.toString()).doesNotContain("sesame");
  }

  private static List<EventEnvelope> eventsOf(UUID jobId) {
    return fixture.events.stream().filter(event -> jobId.equals(event.resourceId())).toList();
  }

  private static TargetSelection selection(UUID other) {
    return new TargetSelection(List.of(TARGET, other), null);
  }

  private static OpsException refused(ThrowingCallable call) {
    return catchThrowableOfType(OpsException.class, call);
  }
}
