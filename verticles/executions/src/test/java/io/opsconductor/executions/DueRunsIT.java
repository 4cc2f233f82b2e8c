package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueOutcomes;
import io.opsconductor.contracts.executions.DueResult;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionEnd;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.contracts.executions.ExecutionIds;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.FindDue;
import io.opsconductor.contracts.executions.ListExecutions;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.executions.RerunExecution;
import io.opsconductor.contracts.executions.RerunOnly;
import io.opsconductor.contracts.executions.StartDue;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueRunsIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Instant DUE = Instant.parse("2026-10-25T00:30:00.000001Z");

  private final UUID schedule = Ids.next();
  private UUID job;

  @BeforeEach
  void makeJob() {
    job = WORLD.job(1, null, World.step(LostPolicy.REATTACH, null));
  }

  private DueRun run(UUID scheduleId, int minute, OverlapPolicy overlap) {
    return new DueRun(scheduleId, DUE.plusSeconds(60L * minute), job, Map.of(), null, overlap);
  }

  private DueRun run(int minute, OverlapPolicy overlap) {
    return run(schedule, minute, overlap);
  }

  private static DueRun ofJob(UUID jobId) {
    return new DueRun(Ids.next(), DUE, jobId, Map.of(), null, OverlapPolicy.SKIP);
  }

  private static List<DueOutcome> ask(TestClient as, DueRun... runs) {
    return as.call(ExecutionOperations.START_DUE, new StartDue(List.of(runs))).items();
  }

  private static List<DueOutcome> ask(DueRun... runs) {
    return ask(WORLD.ann(), runs);
  }

  private static List<DueResult> results(List<DueOutcome> outcomes) {
    return outcomes.stream().map(DueOutcome::result).toList();
  }

  private static void finish(UUID executionId) {
    Worker worker = WORLD.worker("w1");
    worker.claim(50).stream()
        .filter(task -> task.executionId().equals(executionId))
        .forEach(task -> worker.report(worker.run(task, "hi", 0)));
    assertThat(WORLD.get(executionId).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  private static long count() {
    return WORLD
        .harness()
        .db()
        .one("SELECT count(*) AS n FROM executions", row -> row.getLong("n"))
        .orElseThrow();
  }

  private static long cancelsAsked(UUID executionId) {
    return WORLD.harness().toldOf(executionId).stream()
        .filter(event -> event.type().equals("execution.cancel_asked"))
        .count();
  }

  @Test
  void startDue_shouldMakeAnExecutionThatTellsItsTrigger() {
    // when
    DueOutcome outcome = ask(run(0, OverlapPolicy.SKIP)).getFirst();
    // then
    assertThat(outcome.result()).isEqualTo(DueResult.STARTED);
    ExecutionView made = WORLD.get(outcome.executionId());
    assertThat(made.trigger()).isEqualTo(new ExecutionTrigger(schedule, DUE));
    assertThat(made.createdAt()).isEqualTo(outcome.startedAt());
    assertThat(made.state()).isEqualTo(ExecutionState.QUEUED);
    assertThat(made.startedBy()).isEqualTo("ann");
    assertThat(made.jobId()).isEqualTo(job);
    assertThat(WORLD.log(made.id())).hasSize(1);
    EventEnvelope told = WORLD.harness().toldOf(made.id()).getFirst();
    assertThat(told.type()).isEqualTo("execution.started");
    assertThat(told.actor()).isEqualTo("ann");
    assertThat(told.data().get("scheduleId").asText()).isEqualTo(schedule.toString());
    assertThat(told.data().get("dueAt").asText()).isEqualTo(DUE.toString());
    assertThat(
            WORLD
                .ann()
                .call(
                    ExecutionOperations.LIST,
                    new ListExecutions(new PageRequest(null, null), null, null))
                .items())
        .containsExactly(made);
    finish(made.id());
  }

  @ParameterizedTest
  @EnumSource(OverlapPolicy.class)
  void startDue_shouldAnswerTheSame_whenItIsRepeated(OverlapPolicy overlap) {
    // given
    DueRun[] runs = {run(0, overlap), run(Ids.next(), 0, overlap)};
    List<DueOutcome> first = ask(runs);
    // when
    List<DueOutcome> again = ask(runs);
    finish(first.getFirst().executionId());
    // then
    assertThat(again).isEqualTo(first);
    assertThat(ask(runs)).isEqualTo(first);
    assertThat(ask(runs[0], runs[0], runs[1]))
        .containsExactly(first.get(0), first.get(0), first.get(1));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void startDue_shouldStartBesideOthers_whenOverlapsAreAllowed() {
    // when
    List<DueOutcome> outcomes =
        ask(
            run(0, OverlapPolicy.ALLOW),
            run(1, OverlapPolicy.ALLOW),
            run(1, OverlapPolicy.ALLOW),
            run(2, OverlapPolicy.SKIP));
    // then: also an earlier one that was allowed to overlap is in the way of one that is not
    assertThat(results(outcomes))
        .containsExactly(
            DueResult.STARTED, DueResult.STARTED, DueResult.STARTED, DueResult.OVERLAPS);
    assertThat(outcomes.get(2).executionId()).isEqualTo(outcomes.get(1).executionId());
    assertThat(outcomes.get(3).executionId()).isEqualTo(outcomes.get(0).executionId());
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void startDue_shouldNotRun_whenItOverlapsAndIsToBeSkipped() {
    // given
    UUID going = ask(run(0, OverlapPolicy.SKIP)).getFirst().executionId();
    // when
    DueOutcome behind = ask(run(1, OverlapPolicy.SKIP)).getFirst();
    // then
    assertThat(behind.result()).isEqualTo(DueResult.OVERLAPS);
    assertThat(behind.executionId()).isEqualTo(going);
    assertThat(behind.startedAt()).isNull();
    finish(going);
    assertThat(ask(run(2, OverlapPolicy.SKIP)).getFirst().result()).isEqualTo(DueResult.STARTED);
  }

  @Test
  void startDue_shouldWaitForTheEarlier_whenItIsQueued() {
    // given
    List<DueOutcome> both = ask(run(0, OverlapPolicy.QUEUE), run(1, OverlapPolicy.QUEUE));
    // then
    assertThat(results(both)).containsExactly(DueResult.STARTED, DueResult.WAITS);
    assertThat(both.get(1).executionId()).isEqualTo(both.get(0).executionId());
    finish(both.get(0).executionId());
    List<DueOutcome> later = ask(run(0, OverlapPolicy.QUEUE), run(1, OverlapPolicy.QUEUE));
    assertThat(results(later)).containsExactly(DueResult.STARTED, DueResult.STARTED);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void startDue_shouldEndTheEarlierOnce_whenItReplacesIt() {
    // given
    UUID going = ask(run(0, OverlapPolicy.REPLACE)).getFirst().executionId();
    Worker worker = WORLD.worker("w1");
    var task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    DueOutcome first = ask(run(1, OverlapPolicy.REPLACE)).getFirst();
    DueOutcome second = ask(run(1, OverlapPolicy.REPLACE)).getFirst();
    // then
    assertThat(first.result()).isEqualTo(DueResult.WAITS);
    assertThat(first.executionId()).isEqualTo(going);
    assertThat(second).isEqualTo(first);
    assertThat(WORLD.get(going).state()).isEqualTo(ExecutionState.CANCELLING);
    assertThat(cancelsAsked(going)).isEqualTo(1);
    worker.report(worker.finished(task, TaskState.CANCELLED, null));
    assertThat(ask(run(1, OverlapPolicy.REPLACE)).getFirst().result()).isEqualTo(DueResult.STARTED);
    assertThat(WORLD.get(going).state()).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void startDue_shouldLeaveTheLaterAlone_whenAnEarlierDueTimeComesAfterIt() {
    // given
    UUID later = ask(run(5, OverlapPolicy.REPLACE)).getFirst().executionId();
    // when
    DueOutcome beside = ask(run(1, OverlapPolicy.REPLACE)).getFirst();
    // then
    assertThat(beside.result()).isEqualTo(DueResult.OVERLAPS);
    assertThat(beside.executionId()).isEqualTo(later);
    assertThat(WORLD.get(later).state()).isEqualTo(ExecutionState.QUEUED);
    // when: also when that has ended
    finish(later);
    List<DueOutcome> after = ask(run(2, OverlapPolicy.REPLACE), run(6, OverlapPolicy.REPLACE));
    // then
    assertThat(results(after)).containsExactly(DueResult.OVERLAPS, DueResult.STARTED);
    assertThat(after.getFirst().executionId()).isEqualTo(later);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void startDue_shouldBeRefused_whenItMayNotEndTheEarlier() {
    // given
    UUID going = ask(run(0, OverlapPolicy.REPLACE)).getFirst().executionId();
    TestClient bob = WORLD.harness().user("bob", "job:run", "job:read", "target:run", "secret:use");
    // when
    DueOutcome refused = ask(bob, run(1, OverlapPolicy.REPLACE)).getFirst();
    // then
    assertThat(refused.result()).isEqualTo(DueResult.REFUSED);
    assertThat(refused.code()).isEqualTo("forbidden");
    assertThat(refused.retryable()).isFalse();
    assertThat(WORLD.get(going).state()).isEqualTo(ExecutionState.QUEUED);
  }

  @Test
  void startDue_shouldDecideByTheTable_whenRequestsComeAtOnce() {
    // given
    List<DueRun> allowed =
        IntStream.range(0, 40).mapToObj(i -> run(i, OverlapPolicy.ALLOW)).toList();
    List<UUID> schedules = Stream.generate(Ids::next).limit(40).toList();
    List<Future<DueOutcomes>> asked = new ArrayList<>();
    // when
    for (int i = 0; i < 8; i++) {
      int minute = i;
      List<DueRun> runs = new ArrayList<>(i % 2 == 0 ? allowed : allowed.reversed());
      (i % 3 == 0 ? schedules : schedules.reversed())
          .forEach(id -> runs.add(run(id, minute, OverlapPolicy.SKIP)));
      asked.add(WORLD.ann().send(ExecutionOperations.START_DUE, new StartDue(runs)));
    }
    List<DueOutcome> outcomes =
        asked.stream().flatMap(answer -> answer.await().items().stream()).toList();
    // then: each due time is one execution, and each schedule that skips has one that goes on
    assertThat(count()).isEqualTo(80);
    Set<UUID> ids = Set.copyOf(outcomes.stream().map(DueOutcome::executionId).toList());
    assertThat(ids).hasSize(80);
    assertThat(outcomes.stream().filter(one -> one.result() == DueResult.STARTED)).hasSize(360);
    assertThat(outcomes.stream().filter(one -> one.result() == DueResult.OVERLAPS)).hasSize(280);
  }

  @Test
  void startDue_shouldRunTheOthers_whenOneIsRefused() {
    // given
    UUID gone = Ids.next();
    UUID lost = WORLD.job(1, null, World.step(LostPolicy.REATTACH, null));
    WORLD.jobs.get(lost).targets().ids().forEach(WORLD.targets::remove);
    DueRun wrong =
        new DueRun(Ids.next(), DUE, job, Map.of("x", new TextNode("y")), null, OverlapPolicy.SKIP);
    // when
    List<DueOutcome> outcomes =
        ask(ofJob(job), ofJob(gone), wrong, ofJob(lost), ofJob(gone), ofJob(job));
    // then
    assertThat(outcomes)
        .extracting(one -> one.code() == null ? one.result().wireName() : one.code())
        .containsExactly(
            "started", "not_found", "bad_parameters", "unknown_target", "not_found", "started");
    assertThat(outcomes.get(1).detail()).contains(gone.toString());
    assertThat(outcomes.get(1).retryable()).isFalse();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void startDue_shouldBeRefusedForEach_whenTheCallerMayNot() {
    // given
    TestClient eve = WORLD.harness().user("eve", "job:run@some", "target:run@some", "secret:use");
    TestClient clerk = WORLD.harness().user("clerk", "job:read");
    // when
    DueOutcome refused = ask(eve, ofJob(job)).getFirst();
    // then
    assertThat(refused.code()).isEqualTo("forbidden");
    assertThatExceptionOfType(OpsException.class)
        .isThrownBy(() -> ask(clerk, ofJob(job)))
        .matches(e -> e.is(ErrorCode.FORBIDDEN));
    assertThat(count()).isZero();
  }

  @Test
  void startDue_shouldRunOnItsOwnTargets_whenItNamesThem() {
    // given
    List<UUID> others = WORLD.targets(3);
    DueRun own =
        new DueRun(schedule, DUE, job, null, new TargetSelection(others, null), OverlapPolicy.SKIP);
    // when
    List<DueOutcome> outcomes = ask(own, ofJob(job));
    // then
    assertThat(WORLD.tasks(outcomes.get(0).executionId()))
        .extracting(task -> task.target().id())
        .containsExactlyElementsOf(others);
    assertThat(WORLD.tasks(outcomes.get(1).executionId())).hasSize(1);
  }

  @Test
  void startDue_shouldNotReachBeyondTheJob_whenItNamesItsOwnTargets() {
    // given: may use what the job needs only through the job
    TestClient bob =
        WORLD
            .harness()
            .user(
                "bob", "job:run", "job:read", "target:read@some", "target:run", "secret:use@some");
    WORLD.usable.add(job);
    List<UUID> others = WORLD.targets(2);
    WORLD.hidden.add(others.getLast());
    WORLD.hidden.addAll(WORLD.jobs.get(job).targets().ids());
    DueRun foreign = onTargets(others.getFirst());
    DueRun hidden = onTargets(others.getLast());
    DueRun nowhere = onTargets(Ids.next());
    // when
    List<DueOutcome> outcomes = ask(bob, ofJob(job), foreign, hidden, nowhere);
    // then: of what is hidden nothing is told that is not told of what does not exist
    assertThat(outcomes)
        .extracting(one -> one.code() == null ? one.result().wireName() : one.code())
        .containsExactly("started", "forbidden", "unknown_target", "unknown_target");
    assertThat(count()).isEqualTo(1);
    assertThatExceptionOfType(OpsException.class)
        .isThrownBy(() -> bob.call(ExecutionOperations.CHECK_DUE, foreign))
        .matches(e -> e.is(ErrorCode.FORBIDDEN));
    // when: its own rights reach there
    WORLD.usable.add(World.CREDENTIAL);
    // then
    assertThat(ask(bob, foreign).getFirst().result()).isEqualTo(DueResult.STARTED);
  }

  @Test
  void rerun_shouldNotReachBeyondTheJob_whenTheRunHadTargetsOfItsOwn() {
    // given
    WORLD.usable.add(job);
    UUID ofJob = ask(ofJob(job)).getFirst().executionId();
    UUID foreign = ask(onTargets(WORLD.targets(1).getFirst())).getFirst().executionId();
    TestClient bob =
        WORLD
            .harness()
            .user(
                "bob",
                "job:run",
                "job:read",
                "execution:read",
                "target:read",
                "target:run",
                "secret:use@some");
    // then
    assertThat(rerun(bob, ofJob).rerunOf()).isEqualTo(ofJob);
    assertThatExceptionOfType(OpsException.class)
        .isThrownBy(() -> rerun(bob, foreign))
        .matches(e -> e.is(ErrorCode.FORBIDDEN));
    // when: its own rights reach there
    WORLD.usable.add(World.CREDENTIAL);
    UUID again = rerun(bob, foreign).id();
    WORLD.usable.remove(World.CREDENTIAL);
    // then: nor does a run of the run
    assertThatExceptionOfType(OpsException.class)
        .isThrownBy(() -> rerun(bob, again))
        .matches(e -> e.is(ErrorCode.FORBIDDEN));
  }

  private static ExecutionView rerun(TestClient client, UUID id) {
    return client.call(ExecutionOperations.RERUN, new RerunExecution(id, RerunOnly.ALL, null));
  }

  private DueRun onTargets(UUID... targets) {
    TargetSelection own = new TargetSelection(List.of(targets), null);
    return new DueRun(Ids.next(), DUE, job, null, own, OverlapPolicy.SKIP);
  }

  @Test
  void startDue_shouldFillTheRoomThatThereIs_whenTheOrganizationHasALimit() {
    // given
    UUID organization = Ids.next();
    WORLD.mostExecutions.put(organization, 3);
    TestClient ann = WORLD.harness().user(organization, "ann", "*");
    ask(ann, ofJob(job));
    // when
    List<DueOutcome> outcomes =
        ask(
            ann,
            ofJob(job),
            run(0, OverlapPolicy.SKIP),
            ofJob(job),
            run(1, OverlapPolicy.SKIP),
            ofJob(job));
    // then
    assertThat(outcomes)
        .extracting(one -> one.code() == null ? one.result().wireName() : one.code())
        .containsExactly("started", "started", "limit_reached", "overlaps", "limit_reached");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void claim_shouldEndIt_whenWhoeverItRunsAsIsGone() {
    // given
    UUID queued = ask(run(0, OverlapPolicy.SKIP)).getFirst().executionId();
    WORLD.harness().db().execute("UPDATE executions SET started_by_id = $1", schedule);
    WORLD.gone.add(schedule);
    // when
    WORLD.worker("w1").claim(5);
    // then: and it is not in the way of the next
    assertThat(WORLD.get(queued).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(ask(run(1, OverlapPolicy.SKIP)).getFirst().result()).isEqualTo(DueResult.STARTED);
  }

  @Test
  void rerun_shouldHaveNoTrigger() {
    // given
    UUID first = ask(run(0, OverlapPolicy.SKIP)).getFirst().executionId();
    // when
    ExecutionView again =
        WORLD.ann().call(ExecutionOperations.RERUN, new RerunExecution(first, RerunOnly.ALL, null));
    // then
    assertThat(again.trigger()).isNull();
    assertThat(WORLD.get(again.id()).trigger()).isNull();
    assertThat(again.rerunOf()).isEqualTo(first);
  }

  @Test
  void ends_shouldTellWhichHaveEnded() {
    // given
    UUID ended = ask(ofJob(job)).getFirst().executionId();
    finish(ended);
    UUID going = ask(ofJob(job)).getFirst().executionId();
    UUID nobody = Ids.next();
    // when
    ExecutionEnds ends =
        WORLD
            .harness()
            .service("schedules")
            .call(
                ExecutionOperations.ENDS, new ExecutionIds(List.of(ended, going, nobody, nobody)));
    // then
    ExecutionView view = WORLD.get(ended);
    assertThat(ends.ended())
        .containsExactly(
            new ExecutionEnd(ended, ExecutionState.SUCCEEDED, view.startedAt(), view.finishedAt()));
    assertThat(ends.unknown()).containsExactly(nobody);
  }

  @Test
  void startDue_shouldMakeNothingMore_whenItsTimeIsOver() {
    // given
    DueOutcome made = ask(run(0, OverlapPolicy.SKIP)).getFirst();
    DueRun fresh = ofJob(job);
    WORLD.resolving = ExecutionOperations.START_DUE.timeout().plusSeconds(1);
    // when
    List<DueOutcome> outcomes = ask(run(0, OverlapPolicy.SKIP), fresh, ofJob(job));
    // then
    assertThat(outcomes.getFirst()).isEqualTo(made);
    assertThat(outcomes.subList(1, 3))
        .allMatch(one -> one.result() == DueResult.REFUSED && one.retryable())
        .extracting(DueOutcome::code)
        .containsOnly("deadline_exceeded");
    assertThat(count()).isEqualTo(1);
    // when
    WORLD.resolving = Duration.ZERO;
    // then
    assertThat(ask(fresh).getFirst().result()).isEqualTo(DueResult.STARTED);
  }

  @Test
  void startDue_shouldMakeTheOthers_whenTheDatabaseRefusesOne() {
    // given: a defect that the checks before did not find
    UUID cursed = Ids.next();
    WORLD
        .harness()
        .db()
        .execute(
            "ALTER TABLE executions ADD CONSTRAINT no_curse CHECK (schedule_id <> '%s')"
                .formatted(cursed));
    List<DueRun> runs = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> ofJob(job)).toList());
    runs.add(13, run(cursed, 0, OverlapPolicy.SKIP));
    try {
      // when
      List<DueOutcome> outcomes = ask(runs.toArray(DueRun[]::new));
      // then
      DueOutcome refused = outcomes.get(13);
      assertThat(refused.code()).isEqualTo("internal");
      assertThat(refused.retryable()).isFalse();
      assertThat(refused.detail()).doesNotContain("no_curse");
      assertThat(outcomes.stream().filter(one -> one.result() == DueResult.STARTED)).hasSize(20);
      assertThat(count()).isEqualTo(20);
    } finally {
      WORLD.harness().db().execute("ALTER TABLE executions DROP CONSTRAINT no_curse");
    }
  }

  @Test
  void findDue_shouldTellWhichDueTimesAreExecutions_whoseverTheyAre() {
    // given
    TestClient eve = WORLD.harness().user(Ids.next(), "eve", "*");
    UUID others = Ids.next();
    List<DueOutcome> made = new ArrayList<>(ask(run(0, OverlapPolicy.ALLOW)));
    made.addAll(ask(run(1, OverlapPolicy.ALLOW)));
    made.addAll(ask(eve, run(others, 0, OverlapPolicy.SKIP)));
    ExecutionTrigger first = new ExecutionTrigger(schedule, DUE);
    ExecutionTrigger second = new ExecutionTrigger(schedule, DUE.plusSeconds(60).plusNanos(7));
    ExecutionTrigger foreign = new ExecutionTrigger(others, DUE);
    FindDue asked =
        new FindDue(
            List.of(
                first,
                new ExecutionTrigger(schedule, DUE.plusSeconds(1)),
                second,
                foreign,
                first,
                new ExecutionTrigger(Ids.next(), DUE)));
    // when
    List<DueExecution> found =
        WORLD.harness().service("schedules").call(ExecutionOperations.FIND_DUE, asked).items();
    // then
    assertThat(found)
        .containsExactlyInAnyOrder(
            found(schedule, DUE, made.get(0)),
            found(schedule, DUE.plusSeconds(60), made.get(1)),
            found(others, DUE, made.get(2)));
    assertThatExceptionOfType(OpsException.class)
        .isThrownBy(() -> eve.call(ExecutionOperations.FIND_DUE, asked))
        .matches(e -> e.is(ErrorCode.FORBIDDEN));
  }

  private static DueExecution found(UUID scheduleId, Instant dueAt, DueOutcome outcome) {
    return new DueExecution(scheduleId, dueAt, outcome.executionId(), outcome.startedAt());
  }

  @Test
  void startDue_shouldStartAsManyAsARequestMayName() {
    // given
    DueRun[] runs =
        IntStream.range(0, StartDue.MOST).mapToObj(i -> ofJob(job)).toArray(DueRun[]::new);
    // when
    List<DueOutcome> outcomes = ask(runs);
    // then
    assertThat(outcomes).allMatch(one -> one.result() == DueResult.STARTED);
    assertThat(outcomes).extracting(DueOutcome::executionId).doesNotHaveDuplicates();
    assertThat(ask(runs[7], runs[3])).containsExactly(outcomes.get(7), outcomes.get(3));
    assertThat(count()).isEqualTo(StartDue.MOST);
    assertThat(ask(runs)).isEqualTo(outcomes);
  }
}
