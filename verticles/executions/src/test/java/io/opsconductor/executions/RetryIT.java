package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.executions.AttemptPage;
import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.ListAttempts;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.RetrySpec;
import io.opsconductor.contracts.jobs.StepSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that failed in a way that it names is tried again, each attempt on its own. */
class RetryIT {
  private static final StepSpec PLAIN = World.step(LostPolicy.REATTACH, null);
  private static final StepSpec THRICE =
      World.step(LostPolicy.REATTACH, new RetrySpec(3, 0, 1.0, List.of(ErrorClass.COMMAND)));
  private static final StepSpec LATER =
      World.step(LostPolicy.REATTACH, new RetrySpec(3, 100, 3.0, null));

  @RegisterExtension static final World WORLD = new World();

  private final Worker worker = WORLD.worker("w1");

  @Test
  void step_shouldBeTriedAgain_whenItNamesTheClassOfItsFailure() {
    // given
    ExecutionView run = WORLD.run(1, null, THRICE);
    // when
    ClaimedTask first = worker.claim(1).getFirst();
    worker.report(worker.run(first, "no", 3));
    ClaimedTask second = worker.claim(1).getFirst();
    worker.report(worker.run(second, "yes", 0));
    // then
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.firstStep()).isZero();
    TaskView task = WORLD.tasks(run.id()).getFirst();
    assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(task.exitCode()).isZero();
    assertThat(task.error()).isNull();
    List<AttemptView> attempts = WORLD.attempts(run.id(), task.id());
    assertThat(attempts)
        .extracting(AttemptView::state)
        .containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
    assertThat(attempts).extracting(AttemptView::exitCode).containsExactly(3, 0);
    assertThat(attempts.getFirst().error().category()).isEqualTo(ErrorClass.COMMAND);
    assertThat(attempts).allSatisfy(one -> assertThat(one.finishedAt()).isNotNull());
    assertThat(output(run.id(), task.id(), 1)).isEqualTo("no");
    assertThat(output(run.id(), task.id(), null)).isEqualTo("yes");
    assertThat(taskStates(run.id()))
        .containsExactly(
            TaskState.RUNNING, TaskState.PENDING, TaskState.RUNNING, TaskState.SUCCEEDED);
  }

  @Test
  void task_shouldFail_whenItsLastAttemptDid() {
    // given
    ExecutionView run = WORLD.run(1, null, THRICE);
    // when
    for (int attempt = 1; attempt <= 3; attempt++) {
      worker.report(worker.run(worker.claim(1).getFirst(), "no", attempt));
    }
    // then
    TaskView task = WORLD.tasks(run.id()).getFirst();
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
    assertThat(task.exitCode()).isEqualTo(3);
    assertThat(task.error().retryable()).isFalse();
    assertThat(WORLD.attempts(run.id(), task.id())).hasSize(3);
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.FAILED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorClass.class,
      names = {"COMMAND", "AUTHENTICATION", "HOST_KEY", "TIMEOUT", "SAFETY"})
  void task_shouldFail_whenTheClassIsNotRetriedByDefault(ErrorClass failure) {
    // given
    ExecutionView run = WORLD.run(1, null, LATER);
    ClaimedTask task = worker.claim(1).getFirst();
    // when
    worker.report(worker.finished(task, TaskState.FAILED, null, failure));
    // then
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void task_shouldFail_whenNoRetryWasAskedFor() {
    // given
    ExecutionView run = WORLD.run(1, null, PLAIN);
    ClaimedTask task = worker.claim(1).getFirst();
    // when
    worker.report(worker.finished(task, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // then
    TaskView ended = WORLD.tasks(run.id()).getFirst();
    assertThat(ended.state()).isEqualTo(TaskState.UNREACHABLE);
    assertThat(ended.error().retryable()).isTrue();
    assertThat(ended.mode()).isNull();
    assertThat(WORLD.attempts(run.id(), ended.id()))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.state()).isEqualTo(AttemptState.UNREACHABLE);
              assertThat(attempt.mode()).isNull();
              assertThat(attempt.startedAt()).isNull();
              assertThat(attempt.finishedAt()).isNotNull();
            });
  }

  @Test
  void attempt_shouldNotBeGivenOut_whenItsPauseIsNotOver() {
    // given
    ExecutionView run = WORLD.run(2, 1, LATER);
    ClaimedTask first = worker.claim(5).getFirst();
    // when
    worker.report(worker.finished(first, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // then
    assertThat(secondsToNextAttempt(first.taskId()))
        .isBetween(pause(first, 1) - 5, pause(first, 1));
    List<ClaimedTask> other = worker.claim(5);
    assertThat(other).singleElement().extracting(ClaimedTask::taskId).isNotEqualTo(first.taskId());
    worker.report(worker.run(other.getFirst(), "hi", 0));
    assertThat(worker.claim(5)).isEmpty();
    // when
    passPause(first.taskId());
    ClaimedTask second = worker.claim(5).getFirst();
    worker.report(worker.finished(second, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // then
    assertThat(second.taskId()).isEqualTo(first.taskId());
    assertThat(secondsToNextAttempt(first.taskId()))
        .isBetween(pause(first, 2) - 5, pause(first, 2));
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void execution_shouldBeServed_whenMoreThanOneClaimLooksAtWaitForTheirNextAttempt() {
    // given
    for (int i = 0; i < 40; i++) {
      WORLD.run(1, null, LATER);
    }
    for (List<ClaimedTask> tasks = worker.claim(40); !tasks.isEmpty(); tasks = worker.claim(40)) {
      worker.report(
          tasks.stream()
              .map(
                  task -> worker.finished(task, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION))
              .toList());
    }
    // when
    ExecutionView last = WORLD.start(1);
    // then
    assertThat(worker.claim(5))
        .singleElement()
        .extracting(ClaimedTask::executionId)
        .isEqualTo(last.id());
  }

  @Test
  void attempts_shouldBeCountedPerStep_whenAnEarlierOneWasRetried() {
    // given
    WORLD.run(1, null, THRICE, THRICE);
    ClaimedTask first = worker.claim(1).getFirst();
    worker.report(worker.run(first, "no", 1));
    ClaimedTask second = worker.claim(1).getFirst();
    worker.report(worker.run(second, "no", 1));
    ClaimedTask third = worker.claim(1).getFirst();
    worker.report(
        worker.dispatched(third, 0),
        worker.stepFinished(third, 0, 0, null),
        worker.dispatched(third, 1),
        worker.stepFinished(third, 1, 4, null),
        worker.finished(third, TaskState.FAILED, 4));
    // when
    ClaimedTask fourth = worker.claim(1).getFirst();
    // then
    assertThat(fourth.firstStep()).isEqualTo(1);
    assertThat(fourth.attempt()).isEqualTo(4);
  }

  @Test
  void task_shouldBeCancelled_whenItWaitsForItsNextAttempt() {
    // given
    ExecutionView run = WORLD.run(1, null, LATER);
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.finished(task, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // when
    WORLD.cancel(run.id());
    // then
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void step_shouldNotBeTriedAgain_whenItsExecutionIsToEnd() {
    // given
    ExecutionView run = WORLD.run(1, null, THRICE);
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    WORLD.cancel(run.id());
    // when
    worker.report(
        worker.stepFinished(task, 0, 3, null), worker.finished(task, TaskState.FAILED, 3));
    // then
    assertThat(WORLD.get(run.id()).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void attempts_shouldComeInParts_whenTheyAreManyAndOnlyToTheirOrganization() {
    // given
    ExecutionView run = WORLD.run(1, null, THRICE);
    for (int attempt = 1; attempt <= 3; attempt++) {
      worker.report(worker.run(worker.claim(1).getFirst(), "no", attempt));
    }
    UUID task = WORLD.tasks(run.id()).getFirst().id();
    // when
    AttemptPage first = page(run.id(), task, new PageRequest(2, null));
    AttemptPage rest = page(run.id(), task, new PageRequest(2, first.nextCursor()));
    // then
    assertThat(first.items()).extracting(AttemptView::attempt).containsExactly(1, 2);
    assertThat(rest.items()).extracting(AttemptView::attempt).containsExactly(3);
    assertThat(rest.nextCursor()).isNull();
    assertThatThrownBy(
            () ->
                WORLD
                    .stranger()
                    .call(
                        ExecutionOperations.LIST_ATTEMPTS, new ListAttempts(run.id(), task, null)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
    assertThatThrownBy(() -> page(Ids.next(), task, null))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
  }

  private static AttemptPage page(UUID execution, UUID task, PageRequest page) {
    return WORLD
        .ann()
        .call(ExecutionOperations.LIST_ATTEMPTS, new ListAttempts(execution, task, page));
  }

  private static String output(UUID execution, UUID task, Integer attempt) {
    return new String(
        WORLD
            .ann()
            .call(
                ExecutionOperations.READ_OUTPUT,
                new ReadOutput(execution, task, null, null, null, null, attempt))
            .data(),
        StandardCharsets.UTF_8);
  }

  private static List<TaskState> taskStates(UUID execution) {
    return WORLD.log(execution).stream()
        .filter(LogEntry.Task.class::isInstance)
        .map(entry -> ((LogEntry.Task) entry).state())
        .toList();
  }

  private static int pause(ClaimedTask task, int failed) {
    return (int) RetryPause.after(LATER.retry(), task.taskId(), failed).toSeconds() + 1;
  }

  private static int secondsToNextAttempt(UUID task) {
    return WORLD
        .harness()
        .db()
        .one(
            "SELECT ceil(extract(epoch FROM next_attempt_at - now()))::int AS s FROM tasks WHERE id"
                + " = $1",
            row -> row.getInteger("s"),
            task)
        .orElseThrow();
  }

  private static void passPause(UUID task) {
    WORLD.harness().db().execute("UPDATE tasks SET next_attempt_at = now() WHERE id = $1", task);
  }
}
