package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.StepSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that runs on without its worker is taken by another, and never started again. */
class AdoptIT {
  private static final StepSpec STEP = World.step(LostPolicy.REATTACH, null);

  @RegisterExtension static final World WORLD = new World();

  private final Worker first = WORLD.worker("w1");
  private final Worker second = WORLD.worker("w2");

  @Test
  void attempt_shouldGoOnUnderAnotherWorker_whenTheFirstFellSilent() {
    // given
    ExecutionView run = WORLD.run(1, null, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    first.report(first.reattachable(old, 0), first.started(old, 0), first.output(old, 0, "abc"));
    first.report(first.output(old, 0, OutputStreamName.STDERR, new byte[] {'e', '1'}));
    // when
    WORLD.lapseLeases();
    ClaimedTask adopted = World.awaitClaim(second);
    // then
    assertThat(adopted.taskId()).isEqualTo(old.taskId());
    assertThat(adopted.attempt()).isEqualTo(old.attempt());
    assertThat(adopted.fence()).isGreaterThan(old.fence());
    assertThat(adopted.firstStep()).isZero();
    assertThat(adopted.cancel()).isFalse();
    assertThat(adopted.adopt().step()).isZero();
    assertThat(adopted.adopt().bootId()).isEqualTo("boot-1");
    assertThat(adopted.adopt().started()).isTrue();
    assertThat(adopted.adopt().stdout()).isEqualTo(3);
    assertThat(adopted.adopt().stderr()).isEqualTo(2);
    assertThat(adopted.adopt().elapsedMs()).isBetween(0L, 60_000L);
    assertThat(first.report(first.output(old, 0, "stale")).fenced()).contains(old.taskId());
    assertThat(first.heartbeat(List.of(old)).lost()).containsExactly(old.taskId());
    assertThat(second.heartbeat(List.of(adopted)).renewed()).containsExactly(old.taskId());
    second.report(
        second.started(adopted, 0),
        second.output(adopted, 0, "def"),
        second.stepFinished(adopted, 0, 0, null),
        second.finished(adopted, TaskState.SUCCEEDED, 0));
    WORLD.awaitState(run.id(), ExecutionState.SUCCEEDED);
    assertThat(output(run.id(), old.taskId())).isEqualTo("abcdef");
    assertThat(taskStates(run.id())).containsExactly(TaskState.RUNNING, TaskState.SUCCEEDED);
    AttemptView attempt = onlyAttempt(run.id(), old.taskId());
    assertThat(attempt.mode()).isEqualTo(AttemptMode.REATTACH);
    assertThat(attempt.state()).isEqualTo(AttemptState.SUCCEEDED);
    assertThat(attempt.startedAt()).isBefore(attempt.finishedAt());
    assertThat(WORLD.tasks(run.id()).getFirst().mode()).isEqualTo(AttemptMode.REATTACH);
  }

  @Test
  void attempt_shouldBeClaimableAtOnce_whenItsWorkerHandsItOver() {
    // given
    WORLD.run(1, null, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    first.report(first.reattachable(old, 0));
    // when
    TaskReport released = first.released(old);
    first.report(released);
    List<ClaimedTask> adopted = second.claim(1);
    // then
    assertThat(adopted).singleElement().extracting(ClaimedTask::attempt).isEqualTo(1);
    assertThat(adopted.getFirst().adopt().started()).isFalse();
    assertThat(first.report(first.output(old, 0, "after")).fenced()).contains(old.taskId());
  }

  @Test
  void release_shouldBePassedOver_whenItIsSentAgain() {
    // given
    WORLD.run(1, null, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    TaskReport dispatched = first.reattachable(old, 0);
    TaskReport released = first.released(old);
    // when
    first.report(dispatched, released);
    // then
    assertThat(first.report(dispatched, released).fenced()).isEmpty();
    assertThat(second.claim(1)).hasSize(1);
  }

  @Test
  void task_shouldGoBackToTheQueue_whenItIsHandedOverBeforeTheIntentBoundary() {
    // given
    WORLD.run(1, null, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    // when
    first.report(first.released(old));
    ClaimedTask again = second.claim(1).getFirst();
    // then
    assertThat(again.adopt()).isNull();
    assertThat(again.attempt()).isEqualTo(2);
  }

  @Test
  void output_shouldGoOnWhereTheTargetsStreamWas_whenSomethingWasMasked() {
    // given
    ExecutionView run = WORLD.run(1, null, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    first.report(first.reattachable(old, 0), first.masked(old, 0, "ab*", 0, 12));
    first.report(first.released(old));
    // when
    ClaimedTask adopted = second.claim(1).getFirst();
    second.report(
        second.masked(adopted, 0, "cd", 12, 14), second.finished(adopted, TaskState.SUCCEEDED, 0));
    // then
    assertThat(adopted.adopt().stdout()).isEqualTo(12);
    assertThat(output(run.id(), old.taskId())).isEqualTo("ab*cd");
  }

  @Test
  void output_shouldLoseNoByte_whenTheWorkersChangeWithinACodePoint() {
    // given
    ExecutionView run = WORLD.run(1, null, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    byte[] begin = {'a', (byte) 0xE2, (byte) 0x82};
    first.report(first.reattachable(old, 0), first.output(old, 0, OutputStreamName.STDOUT, begin));
    first.report(first.released(old));
    // when
    ClaimedTask adopted = second.claim(1).getFirst();
    second.report(
        second.output(adopted, 0, OutputStreamName.STDOUT, new byte[] {(byte) 0xAC, 'b'}),
        second.finished(adopted, TaskState.SUCCEEDED, 0));
    // then
    assertThat(adopted.adopt().stdout()).isEqualTo(3);
    assertThat(output(run.id(), old.taskId())).isEqualTo("a\u20ACb");
  }

  @Test
  void orphan_shouldKeepItsPlaceAndGoFirst_whenThereIsMoreToDo() {
    // given
    ExecutionView waiting = WORLD.start(1);
    ClaimedTask other = first.claim(1).getFirst();
    first.report(first.released(other));
    ExecutionView run = WORLD.run(2, 1, STEP);
    ClaimedTask old = claimOf(run.id());
    first.report(first.reattachable(old, 0), first.released(old));
    assertThat(WORLD.get(run.id()).counts())
        .containsEntry("running", 1)
        .containsEntry("pending", 1);
    // when
    List<ClaimedTask> one = second.claim(1);
    List<ClaimedTask> rest = second.claim(10);
    // then
    assertThat(one).extracting(ClaimedTask::taskId).containsExactly(old.taskId());
    assertThat(rest).extracting(ClaimedTask::executionId).containsExactly(waiting.id());
  }

  private ClaimedTask claimOf(UUID execution) {
    for (ClaimedTask task : first.claim(10)) {
      if (task.executionId().equals(execution)) {
        return task;
      }
      first.report(first.released(task));
    }
    throw new AssertionError("Nothing of it was given out");
  }

  @Test
  void orphan_shouldBeGivenOutToBeStopped_whenItsExecutionIsCancelled() {
    // given
    ExecutionView run = orphaned();
    // when
    WORLD.cancel(run.id());
    WORLD.awaitState(run.id(), ExecutionState.CANCELLING);
    assertThat(WORLD.tasks(run.id()).getFirst().state()).isEqualTo(TaskState.RUNNING);
    ClaimedTask adopted = second.claim(1).getFirst();
    // then
    assertThat(adopted.cancel()).isTrue();
    assertThat(adopted.adopt()).isNotNull();
    assertThat(second.heartbeat(List.of(adopted)).cancel()).containsExactly(adopted.taskId());
    second.report(second.finished(adopted, TaskState.CANCELLED, null, ErrorClass.CANCELLED));
    WORLD.awaitState(run.id(), ExecutionState.CANCELLED);
    assertThat(WORLD.tasks(run.id()).getFirst().cancel()).isEqualTo(CancelOutcome.CONFIRMED);
    assertThat(onlyAttempt(run.id(), adopted.taskId()).state()).isEqualTo(AttemptState.CANCELLED);
  }

  @Test
  void orphan_shouldBeGivenOutToBeStopped_whenItsExecutionIsOutOfTime() {
    // given
    ExecutionView run = orphaned();
    // when
    WORLD.passDeadline(run.id());
    WORLD.awaitState(run.id(), ExecutionState.CANCELLING);
    ClaimedTask adopted = second.claim(1).getFirst();
    // then
    assertThat(adopted.cancel()).isTrue();
    second.report(second.finished(adopted, TaskState.CANCELLED, null, ErrorClass.CANCELLED));
    WORLD.awaitState(run.id(), ExecutionState.TIMED_OUT);
  }

  @Test
  void orphan_shouldStayOne_whenItsAdopterFallsSilentToo() {
    // given
    ExecutionView run = orphaned();
    ClaimedTask adopted = second.claim(1).getFirst();
    second.report(second.started(adopted, 0), second.output(adopted, 0, "xyz"));
    // when
    WORLD.lapseLeases();
    ClaimedTask again = World.awaitClaim(first);
    // then
    assertThat(again.fence()).isGreaterThan(adopted.fence());
    assertThat(again.attempt()).isEqualTo(adopted.attempt());
    assertThat(again.adopt().started()).isTrue();
    assertThat(again.adopt().stdout()).isEqualTo(3);
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void orphan_shouldBeLost_whenTooManyAdoptersDieWithoutAWord() {
    // given
    ExecutionView run = orphaned();
    for (int i = 1; i < AfterAttempt.MAX_FRUITLESS_ADOPTIONS; i++) {
      adoptAndDie();
    }
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
    // when
    adoptAndDie();
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
    TaskView task = WORLD.tasks(run.id()).getFirst();
    assertThat(task.error().category()).isEqualTo(ErrorClass.LOST);
    assertThat(task.error().message()).contains("10 workers took the command over");
    assertThat(onlyAttempt(run.id(), task.id()).state()).isEqualTo(AttemptState.LOST);
    assertThat(second.claim(1)).isEmpty();
  }

  @Test
  void orphan_shouldStayOne_whenItsAdoptersDieButToldSomething() {
    // given
    ExecutionView run = orphaned();
    for (int i = 1; i < AfterAttempt.MAX_FRUITLESS_ADOPTIONS; i++) {
      adoptAndDie();
    }
    // when: what is heard again is not news, but output is, and so is a hand-over
    ClaimedTask talker = World.awaitClaim(second);
    second.report(second.started(talker, 0), second.output(talker, 0, "x"));
    WORLD.lapseLeases();
    for (int i = 1; i < AfterAttempt.MAX_FRUITLESS_ADOPTIONS; i++) {
      ClaimedTask adopted = World.awaitClaim(first);
      first.report(first.started(adopted, 0));
      WORLD.lapseLeases();
    }
    ClaimedTask orderly = World.awaitClaim(second);
    second.report(second.released(orderly));
    // then
    adoptAndDie();
    assertThat(World.awaitClaim(second).adopt().stdout()).isEqualTo(1);
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void orphan_shouldStayOne_whenOneOfItsAdoptersHeldItForLong() {
    // given
    ExecutionView run = orphaned();
    for (int i = 1; i < AfterAttempt.MAX_FRUITLESS_ADOPTIONS; i++) {
      adoptAndDie();
    }
    // when: it heard nothing of the command either, which may be one that prints nothing
    ClaimedTask held = World.awaitClaim(second);
    WORLD.ageLeases();
    assertThat(second.heartbeat(List.of(held)).renewed()).containsExactly(held.taskId());
    WORLD.lapseLeases();
    // then
    adoptAndDie();
    assertThat(World.awaitClaim(second).taskId()).isEqualTo(held.taskId());
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
  }

  private void adoptAndDie() {
    World.awaitClaim(first);
    WORLD.lapseLeases();
  }

  @Test
  void orphan_shouldBeLost_whenNobodyAdoptsItInTime() {
    // given
    ExecutionView run = orphaned();
    assertThat(secondsUntilGivenUp()).isBetween(80, 90);
    // when
    WORLD.lapseLeases();
    WORLD.awaitState(run.id(), ExecutionState.LOST);
    // then
    TaskView task = WORLD.tasks(run.id()).getFirst();
    assertThat(task.error().category()).isEqualTo(ErrorClass.LOST);
    assertThat(onlyAttempt(run.id(), task.id()).state()).isEqualTo(AttemptState.LOST);
    assertThat(second.claim(1)).isEmpty();
  }

  @Test
  void orphan_shouldBeLost_whenItsTargetIsGone() {
    // given
    ExecutionView run = orphaned();
    // when
    WORLD.targets.clear();
    assertThat(second.claim(1)).isEmpty();
    // then
    TaskView task = WORLD.awaitTask(run.id(), TaskState.LOST);
    assertThat(task.error().message()).contains("deleted");
  }

  @Test
  void orphans_shouldBeGivenOutOnce_whenManyWorkersAskAtOnce() throws Exception {
    // given
    WORLD.run(30, null, STEP);
    List<ClaimedTask> tasks = first.claim(30);
    List<TaskReport> reports = new ArrayList<>();
    for (ClaimedTask task : tasks) {
      reports.add(first.reattachable(task, 0));
      reports.add(first.released(task));
    }
    first.report(reports);
    // when
    List<UUID> given = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> nodes = new ArrayList<>();
      for (int node = 0; node < 6; node++) {
        Worker worker = WORLD.worker("n" + node);
        nodes.add(
            threads.submit(() -> worker.claim(10).stream().map(ClaimedTask::taskId).toList()));
      }
      for (Future<List<UUID>> node : nodes) {
        given.addAll(node.get());
      }
    }
    second.claim(30).forEach(task -> given.add(task.taskId()));
    // then
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(tasks.stream().map(ClaimedTask::taskId).toList());
  }

  @Test
  void task_shouldGoOnWithTheNextStep_whenItsWorkerFellSilentBetweenTwo() {
    // given
    ExecutionView run = WORLD.run(1, null, STEP, STEP);
    ClaimedTask old = first.claim(1).getFirst();
    first.report(
        first.dispatched(old, 0), first.output(old, 0, "one"), first.stepFinished(old, 0, 0, null));
    // when
    WORLD.lapseLeases();
    ClaimedTask next = World.awaitClaim(second);
    // then
    assertThat(next.adopt()).isNull();
    assertThat(next.firstStep()).isEqualTo(1);
    assertThat(next.attempt()).isEqualTo(2);
    second.report(
        second.dispatched(next, 1),
        second.output(next, 1, "two"),
        second.stepFinished(next, 1, 0, null),
        second.finished(next, TaskState.SUCCEEDED, 0));
    WORLD.awaitState(run.id(), ExecutionState.SUCCEEDED);
    assertThat(output(run.id(), old.taskId())).isEqualTo("onetwo");
  }

  @Test
  void task_shouldEndAsItsLastStepDid_whenOnlyTheLastWordIsMissing() {
    // given
    ExecutionView done = WORLD.run(1, null, STEP);
    ClaimedTask good = first.claim(1).getFirst();
    first.report(first.dispatched(good, 0), first.stepFinished(good, 0, 0, null));
    ExecutionView failed = WORLD.run(1, null, STEP, STEP);
    ClaimedTask bad = first.claim(1).getFirst();
    first.report(first.dispatched(bad, 0), first.stepFinished(bad, 0, 3, null));
    // when
    WORLD.lapseLeases();
    // then
    WORLD.awaitState(done.id(), ExecutionState.SUCCEEDED);
    WORLD.awaitState(failed.id(), ExecutionState.FAILED);
    TaskView task = WORLD.tasks(failed.id()).getFirst();
    assertThat(task.exitCode()).isEqualTo(3);
    assertThat(task.error().category()).isEqualTo(ErrorClass.COMMAND);
  }

  /** A run of one command that was dispatched and handed over. */
  private ExecutionView orphaned() {
    ExecutionView run = WORLD.run(1, null, STEP);
    ClaimedTask task = first.claim(1).getFirst();
    first.report(first.reattachable(task, 0), first.released(task));
    return run;
  }

  private static AttemptView onlyAttempt(UUID execution, UUID task) {
    List<AttemptView> attempts = WORLD.attempts(execution, task);
    assertThat(attempts).hasSize(1);
    return attempts.getFirst();
  }

  private static List<TaskState> taskStates(UUID execution) {
    return WORLD.log(execution).stream()
        .filter(LogEntry.Task.class::isInstance)
        .map(entry -> ((LogEntry.Task) entry).state())
        .toList();
  }

  private static String output(UUID execution, UUID task) {
    return new String(
        WORLD
            .ann()
            .call(
                ExecutionOperations.READ_OUTPUT,
                new ReadOutput(execution, task, null, null, null, null, null))
            .data(),
        StandardCharsets.UTF_8);
  }

  private static int secondsUntilGivenUp() {
    return WORLD
        .harness()
        .db()
        .one(
            """
            SELECT round(extract(epoch FROM lease_until - now()))::int AS s FROM tasks
            WHERE phase = 'orphaned'\
            """,
            row -> row.getInteger("s"))
        .orElseThrow();
  }
}
