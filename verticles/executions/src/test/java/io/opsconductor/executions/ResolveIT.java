package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.ResolveAs;
import io.opsconductor.contracts.executions.ResolveTask;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.StepSpec;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person decides what nobody can know. */
class ResolveIT {
  private static final StepSpec ASK = World.step(LostPolicy.ASK, null);

  @RegisterExtension static final World WORLD = new World();

  private final Worker worker = WORLD.worker("w1");
  private UUID task;

  @Test
  void task_shouldGoOnWithTheNextStep_whenItsStepIsSaidToHaveSucceeded() {
    // given
    ExecutionView run = waiting(ASK, ASK);
    // when
    TaskView resolved = WORLD.resolve(run.id(), task, ResolveAs.SUCCEEDED);
    // then
    assertThat(resolved.state()).isEqualTo(TaskState.PENDING);
    assertThat(resolved.error()).isNull();
    assertThat(resolved.note()).contains("ann");
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
    ClaimedTask next = worker.claim(1).getFirst();
    assertThat(next.firstStep()).isEqualTo(1);
    worker.report(
        worker.dispatched(next, 1),
        worker.stepFinished(next, 1, 0, null),
        worker.finished(next, TaskState.SUCCEEDED, 0));
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void execution_shouldSucceed_whenItsLastStepIsSaidToHaveSucceeded() {
    // given
    ExecutionView run = waiting(ASK);
    // when
    WORLD.resolve(run.id(), task, ResolveAs.SUCCEEDED);
    // then
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void execution_shouldFail_whenItsStepIsSaidToHaveFailed() {
    // given
    ExecutionView run = waiting(ASK);
    // when
    TaskView resolved = WORLD.resolve(run.id(), task, ResolveAs.FAILED);
    // then
    assertThat(resolved.state()).isEqualTo(TaskState.FAILED);
    assertThat(resolved.error().category()).isEqualTo(ErrorClass.COMMAND);
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void step_shouldRunAgain_whenAPersonWantsIt() {
    // given
    ExecutionView run = waiting(ASK);
    // when
    WORLD.resolve(run.id(), task, ResolveAs.RETRY);
    ClaimedTask again = worker.claim(1).getFirst();
    // then
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.firstStep()).isZero();
    worker.report(worker.run(again, "hi", 0));
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(WORLD.attempts(run.id(), task)).hasSize(2);
  }

  @Test
  void decision_shouldBeAudited_whenItIsMade() {
    // given
    ExecutionView run = waiting(ASK);
    // when
    WORLD.resolve(run.id(), task, ResolveAs.FAILED);
    // then
    assertThat(
            WORLD
                .harness()
                .db()
                .list(
                    "SELECT envelope->>'type' AS type FROM outbox"
                        + " WHERE envelope->>'type' <> 'access.denied' ORDER BY created_at",
                    row -> row.getString("type")))
        .contains("execution.task_resolved");
  }

  @Test
  void decision_shouldBeRefused_whenTheTaskDoesNotWait() {
    // given
    ExecutionView run = waiting(ASK);
    WORLD.resolve(run.id(), task, ResolveAs.RETRY);
    // when, then
    refused(WORLD.ann(), run.id(), task, "task_not_waiting");
    refused(WORLD.ann(), run.id(), Ids.next(), "not_found");
    refused(WORLD.ann(), Ids.next(), task, "not_found");
    refused(WORLD.ann(), WORLD.start(1).id(), task, "not_found");
    refused(WORLD.stranger(), run.id(), task, "not_found");
    refused(WORLD.harness().user("bob", "execution:read"), run.id(), task, "forbidden");
  }

  private static void refused(TestClient client, UUID execution, UUID task, String code) {
    refused(client, execution, task, ResolveAs.RETRY, code);
  }

  private static void refused(
      TestClient client, UUID execution, UUID task, ResolveAs as, String code) {
    assertThatThrownBy(
            () ->
                client.call(ExecutionOperations.RESOLVE_TASK, new ResolveTask(execution, task, as)))
        .isInstanceOfSatisfying(OpsException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void waiting_shouldEnd_whenTheExecutionIsCancelled() {
    // given
    ExecutionView run = waiting(ASK);
    // when
    WORLD.cancel(run.id());
    // then
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(WORLD.tasks(run.id()).getFirst().cancel()).isEqualTo(CancelOutcome.UNCONFIRMED);
  }

  @Test
  void waiting_shouldEnd_whenTheExecutionIsOutOfTime() {
    // given
    ExecutionView run = waiting(ASK);
    // when
    WORLD.passDeadline(run.id());
    // then
    WORLD.awaitState(run.id(), ExecutionState.TIMED_OUT);
    assertThat(WORLD.tasks(run.id()).getFirst().state()).isEqualTo(TaskState.TIMED_OUT);
  }

  @ParameterizedTest
  @EnumSource(ResolveAs.class)
  void decision_shouldBeMadeOnce_whenTwoPersonsDecide(ResolveAs as) {
    // given
    ExecutionView run = waiting(ASK);
    // when
    WORLD.resolve(run.id(), task, as);
    // then
    refused(WORLD.ann(), run.id(), task, "task_not_waiting");
  }

  @Test
  void decision_shouldNeedTheTargetAndItsCredential_whenACommandWouldStart() {
    // given
    ExecutionView run = waiting(ASK, ASK);
    UUID target = WORLD.tasks(run.id()).getFirst().target().id();
    TestClient bob =
        WORLD
            .harness()
            .user(
                "bob",
                "execution:read",
                "job:read",
                "job:run",
                "target:read",
                "target:run@some",
                "secret:use@some");
    TestClient mallory = WORLD.harness().user("mallory", "execution:read", "job:read", "job:run");
    // when, then: neither
    for (ResolveAs as : List.of(ResolveAs.RETRY, ResolveAs.SUCCEEDED)) {
      refused(mallory, run.id(), task, as, "forbidden");
      refused(bob, run.id(), task, as, "forbidden");
    }
    // then: the target alone
    WORLD.runnable.add(target);
    refused(bob, run.id(), task, ResolveAs.RETRY, "forbidden");
    assertThat(WORLD.tasks(run.id()).getFirst().state()).isEqualTo(TaskState.WAITING);
    // then: both
    WORLD.usable.add(World.CREDENTIAL);
    assertThat(
            bob.call(
                    ExecutionOperations.RESOLVE_TASK,
                    new ResolveTask(run.id(), task, ResolveAs.SUCCEEDED))
                .state())
        .isEqualTo(TaskState.PENDING);
  }

  @Test
  void decision_shouldNeedNeither_whenNothingWouldStart() {
    // given
    TestClient mallory = WORLD.harness().user("mallory", "execution:read", "job:read", "job:run");
    ExecutionView one = waiting(ASK, ASK);
    UUID failed = task;
    ExecutionView other = waiting(ASK);
    // when
    mallory.call(
        ExecutionOperations.RESOLVE_TASK, new ResolveTask(one.id(), failed, ResolveAs.FAILED));
    mallory.call(
        ExecutionOperations.RESOLVE_TASK, new ResolveTask(other.id(), task, ResolveAs.SUCCEEDED));
    // then
    assertThat(WORLD.get(one.id()).state()).isEqualTo(ExecutionState.FAILED);
    assertThat(WORLD.get(other.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void decision_shouldBeRefused_whenTheTargetIsGone() {
    // given
    ExecutionView run = waiting(ASK);
    WORLD.targets.clear();
    // when, then
    refused(WORLD.ann(), run.id(), task, ResolveAs.RETRY, "unknown_target");
  }

  /** A run whose only task waits for a person after its first step. */
  private ExecutionView waiting(StepSpec... steps) {
    ExecutionView run = WORLD.run(1, null, steps);
    ClaimedTask claimed = worker.claim(1).getFirst();
    worker.report(worker.dispatched(claimed, 0));
    worker.report(worker.finished(claimed, TaskState.LOST, null, ErrorClass.LOST));
    task = claimed.taskId();
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.WAITING);
    return run;
  }
}
