package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.CancelAsked;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void cancel_shouldEndAtOnce_whenNothingWasStarted() {
    // given
    ExecutionView started = WORLD.start(2);
    // when
    ExecutionView cancelled = WORLD.cancel(started.id());
    // then
    assertThat(cancelled.state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(WORLD.tasks(started.id()))
        .allSatisfy(
            task -> {
              assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
              assertThat(task.cancel()).isEqualTo(CancelOutcome.CONFIRMED);
            });
    assertThat(WORLD.worker("w1").claim(5)).isEmpty();
  }

  @Test
  void cancel_shouldFenceTheWorker_whenTheTaskIsOnlyClaimed() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    // when
    ExecutionView cancelled = WORLD.cancel(started.id());
    // then
    assertThat(cancelled.state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(worker.report(worker.dispatched(task, 0)).fenced()).containsExactly(task.taskId());
    assertThat(worker.heartbeat(List.of(task)).lost()).containsExactly(task.taskId());
  }

  @Test
  void cancel_shouldWaitForTheWorker_whenTheTaskWasDispatched() {
    // given
    Queue<CancelAsked> asked = new ConcurrentLinkedQueue<>();
    var subscription =
        WORLD.harness().hints().subscribe(ExecutionOperations.CANCEL_ASKED, asked::add);
    ExecutionView started = WORLD.start(2, 1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(5).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    ExecutionView cancelling = WORLD.cancel(started.id());
    ExecutionView again = WORLD.cancel(started.id());
    List<?> told = worker.heartbeat(List.of(task)).cancel();
    worker.report(worker.finished(task, TaskState.CANCELLED, null));
    // then
    assertThat(cancelling.state()).isEqualTo(ExecutionState.CANCELLING);
    assertThat(cancelling.counts()).containsEntry("cancelled", 1).containsEntry("running", 1);
    assertThat(again).isEqualTo(cancelling);
    assertThat(told).isEqualTo(List.of(task.taskId()));
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.CANCELLED);
    Awaitility.await().until(() -> asked.contains(new CancelAsked(started.id())));
    subscription.unregister().await();
  }

  @Test
  void cancel_shouldEnd_whenTheWorkerDied() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    WORLD.cancel(started.id());
    // when
    WORLD.lapseLeases();
    // then
    WORLD.awaitState(started.id(), ExecutionState.LOST);
  }

  @Test
  void cancel_shouldBeRefused_whenTheExecutionIsAtItsEnd() {
    // given
    ExecutionView started = WORLD.start(1);
    WORLD.cancel(started.id());
    // when, then
    assertThatThrownBy(() -> WORLD.cancel(started.id()))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("execution_finished"));
  }

  @Test
  void timeout_shouldEndAtOnce_whenNothingWasStarted() {
    // given
    ExecutionView started = WORLD.start(1);
    // when
    WORLD.passDeadline(started.id());
    // then
    WORLD.awaitState(started.id(), ExecutionState.TIMED_OUT);
    TaskView task = WORLD.tasks(started.id()).getFirst();
    assertThat(task.state()).isEqualTo(TaskState.TIMED_OUT);
    assertThat(task.error().category()).isEqualTo(ErrorClass.TIMEOUT);
  }

  @Test
  void timeout_shouldStopTheWorker_whenTheTaskWasDispatched() {
    // given
    ExecutionView started = WORLD.start(2, 1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    WORLD.passDeadline(started.id());
    WORLD.awaitState(started.id(), ExecutionState.CANCELLING);
    List<?> told = worker.heartbeat(List.of(task)).cancel();
    worker.report(worker.finished(task, TaskState.CANCELLED, null));
    // then
    assertThat(told).isEqualTo(List.of(task.taskId()));
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.TIMED_OUT);
    assertThat(WORLD.tasks(started.id()))
        .extracting(TaskView::state)
        .containsOnly(TaskState.TIMED_OUT);
  }
}
