package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.RetrySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a task of which nobody knows how its command ended: as the step says. */
class LossIT {
  private static final RetrySpec AT_ONCE = new RetrySpec(1, 0, 1.0, null);

  @RegisterExtension static final World WORLD = new World();

  private final Worker worker = WORLD.worker("w1");

  @ParameterizedTest
  @EnumSource(
      value = LostPolicy.class,
      names = {"REATTACH", "LOST"})
  void task_shouldBeLost_whenItsCommandHungOnTheConnection(LostPolicy policy) {
    // given
    ExecutionView run = WORLD.run(1, null, World.step(policy, null));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    WORLD.lapseLeases();
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
    assertThat(attempts(run)).extracting(AttemptView::state).containsExactly(AttemptState.LOST);
  }

  @Test
  void task_shouldBeLost_whenThePolicySaysSoThoughItsCommandGoesOn() {
    // given
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.LOST, null));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.reattachable(task, 0), worker.started(task, 0));
    // when
    WORLD.lapseLeases();
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void task_shouldBeTriedAgain_whenItsStepIsIdempotentAndSaysSo(boolean workerKnows) {
    // given
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.RETRY, AT_ONCE));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0), worker.output(task, 0, "first"));
    // when
    lose(task, workerKnows);
    ClaimedTask again = World.awaitClaim(worker);
    // then
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.adopt()).isNull();
    worker.report(worker.run(again, "second", 0));
    WORLD.awaitState(run.id(), ExecutionState.SUCCEEDED);
    assertThat(attempts(run))
        .extracting(AttemptView::state)
        .containsExactly(AttemptState.LOST, AttemptState.SUCCEEDED);
    assertThat(attempts(run).getFirst().error().category()).isEqualTo(ErrorClass.LOST);
  }

  @Test
  void task_shouldBeLost_whenTenAttemptsOfItWere() {
    // given
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.RETRY, AT_ONCE));
    // when
    for (int attempt = 1; attempt <= RetrySpec.MAX_ATTEMPTS; attempt++) {
      ClaimedTask task = World.awaitClaim(worker);
      assertThat(task.attempt()).isEqualTo(attempt);
      worker.report(worker.dispatched(task, 0));
      lose(task, true);
    }
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
    assertThat(attempts(run)).hasSize(RetrySpec.MAX_ATTEMPTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void execution_shouldWaitForAPerson_whenItsStepWantsOneAsked(boolean workerKnows) {
    // given
    ExecutionView run = WORLD.run(2, null, World.step(LostPolicy.ASK, null));
    List<ClaimedTask> tasks = worker.claim(2);
    tasks.forEach(task -> worker.report(worker.dispatched(task, 0)));
    // when
    worker.report(worker.finished(tasks.getFirst(), TaskState.LOST, null, ErrorClass.LOST));
    // then
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(WORLD.get(run.id()).counts()).containsEntry("waiting", 1);
    lose(tasks.getLast(), workerKnows);
    WORLD.awaitState(run.id(), ExecutionState.WAITING);
    assertThat(WORLD.tasks(run.id()))
        .allSatisfy(
            task -> {
              assertThat(task.state()).isEqualTo(TaskState.WAITING);
              assertThat(task.error().category()).isEqualTo(ErrorClass.LOST);
            });
    assertThat(worker.claim(2)).isEmpty();
  }

  @Test
  void policy_shouldBeOfTheStepThatWasUnderWay_whenStepsDiffer() {
    // given
    ExecutionView run =
        WORLD.run(1, null, World.step(LostPolicy.LOST, null), World.step(LostPolicy.ASK, null));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(
        worker.dispatched(task, 0),
        worker.stepFinished(task, 0, 0, null),
        worker.dispatched(task, 1));
    // when
    WORLD.lapseLeases();
    // then
    WORLD.awaitState(run.id(), ExecutionState.WAITING);
  }

  @ParameterizedTest
  @EnumSource(
      value = LostPolicy.class,
      names = {"RETRY", "ASK"})
  void task_shouldBeLost_whenItsExecutionIsToEndAnyway(LostPolicy policy) {
    // given
    ExecutionView run = WORLD.run(1, null, World.step(policy, AT_ONCE));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    WORLD.cancel(run.id());
    // when
    WORLD.lapseLeases();
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
  }

  @Test
  void task_shouldBeLost_whenItsAdopterFindsNothingToAttachTo() {
    // given
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.REATTACH, null));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.reattachable(task, 0), worker.started(task, 0), worker.released(task));
    ClaimedTask adopted = worker.claim(1).getFirst();
    // when
    worker.report(worker.finished(adopted, TaskState.LOST, null, ErrorClass.LOST));
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
  }

  @Test
  void task_shouldBeLost_whenItsTargetIsOutOfReachAfterTheStart() {
    // given
    RetrySpec retry = new RetrySpec(3, 0, 1.0, null);
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.REATTACH, retry));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.reattachable(task, 0), worker.started(task, 0));
    // when
    worker.report(worker.finished(task, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // then
    WORLD.awaitState(run.id(), ExecutionState.LOST);
    assertThat(attempts(run)).extracting(AttemptView::state).containsExactly(AttemptState.LOST);
  }

  @Test
  void task_shouldBeTriedAgain_whenItsStartIsRefusedAtTheLastMoment() {
    // given
    RetrySpec retry = new RetrySpec(3, 0, 1.0, null);
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.REATTACH, retry));
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.reattachable(task, 0), worker.started(task, 0));
    // when
    worker.report(worker.stepFinished(task, 0, null, "it cannot be written"));
    worker.report(worker.finished(task, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // then
    assertThat(World.awaitClaim(worker).attempt()).isEqualTo(2);
    assertThat(attempts(run).getFirst().state()).isEqualTo(AttemptState.UNREACHABLE);
  }

  private void lose(ClaimedTask task, boolean workerKnows) {
    if (workerKnows) {
      worker.report(worker.finished(task, TaskState.LOST, null, ErrorClass.LOST));
    } else {
      WORLD.lapseLeases();
    }
  }

  private static List<AttemptView> attempts(ExecutionView run) {
    return WORLD.attempts(run.id(), WORLD.tasks(run.id()).getFirst().id());
  }
}
