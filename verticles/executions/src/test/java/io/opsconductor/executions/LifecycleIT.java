package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.ResolveAs;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.LostPolicy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes every move of the tables of executions and tasks, as the logs show them, and no other. */
class LifecycleIT {
  @RegisterExtension static final World WORLD = new World();

  private final Map<ExecutionState, Set<ExecutionState>> executionMoves =
      new EnumMap<>(ExecutionState.class);
  private final Map<TaskState, Set<TaskState>> taskMoves = new EnumMap<>(TaskState.class);
  private final Worker worker = WORLD.worker("w1");
  private ClaimedTask current;

  @Test
  void everyMove_shouldBeVisited_whenExecutionsEndInEveryWay() {
    // given, when
    untouched();
    withoutCancel();
    partlyDone();
    cancelledWhileRunning();
    lapsed();
    asked();
    // then
    assertThat(executionMoves).isEqualTo(ExecutionLifecycle.moves());
    assertThat(taskMoves).isEqualTo(TaskLifecycle.moves());
  }

  private void untouched() {
    ExecutionView cancelled = WORLD.start(1);
    WORLD.cancel(cancelled.id());
    watch(cancelled, ExecutionState.CANCELLED);
    ExecutionView overdue = WORLD.start(1);
    WORLD.passDeadline(overdue.id());
    watch(overdue, ExecutionState.TIMED_OUT);
    ExecutionView gone = WORLD.start(1);
    WORLD.targets.clear();
    worker.claim(1);
    watch(gone, ExecutionState.FAILED);
    ExecutionView refused = WORLD.startBeforeAnotherCredential(1);
    worker.claim(1);
    watch(refused, ExecutionState.FAILED);
  }

  private void withoutCancel() {
    ended(TaskState.SUCCEEDED, ExecutionState.SUCCEEDED);
    ended(TaskState.FAILED, ExecutionState.FAILED);
    ended(TaskState.TIMED_OUT, ExecutionState.FAILED);
    ended(TaskState.UNREACHABLE, ExecutionState.FAILED);
  }

  private void ended(TaskState task, ExecutionState expected) {
    ExecutionView started = dispatched(1);
    finish(task);
    watch(started, expected);
  }

  private void partlyDone() {
    ExecutionView cancelled = dispatched(2);
    finish(TaskState.SUCCEEDED);
    WORLD.cancel(cancelled.id());
    watch(cancelled, ExecutionState.CANCELLED);
    ExecutionView overdue = dispatched(2);
    finish(TaskState.SUCCEEDED);
    WORLD.passDeadline(overdue.id());
    watch(overdue, ExecutionState.TIMED_OUT);
  }

  private void cancelledWhileRunning() {
    cancelling(TaskState.CANCELLED, ExecutionState.CANCELLED);
    cancelling(TaskState.SUCCEEDED, ExecutionState.SUCCEEDED);
    cancelling(TaskState.FAILED, ExecutionState.FAILED);
    ExecutionView overdue = dispatched(1);
    WORLD.passDeadline(overdue.id());
    WORLD.awaitState(overdue.id(), ExecutionState.CANCELLING);
    finish(TaskState.CANCELLED);
    watch(overdue, ExecutionState.TIMED_OUT);
  }

  private void cancelling(TaskState task, ExecutionState expected) {
    ExecutionView started = dispatched(1);
    WORLD.cancel(started.id());
    finish(task);
    watch(started, expected);
  }

  private void lapsed() {
    ExecutionView lost = dispatched(1);
    WORLD.lapseLeases();
    watch(lost, ExecutionState.LOST);
    ExecutionView lostInCancel = dispatched(1);
    WORLD.cancel(lostInCancel.id());
    WORLD.lapseLeases();
    watch(lostInCancel, ExecutionState.LOST);
    ExecutionView requeued = WORLD.start(1);
    worker.claim(1);
    WORLD.lapseLeases();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> WORLD.tasks(requeued.id()).getFirst().state() == TaskState.PENDING);
    WORLD.cancel(requeued.id());
    watch(requeued, ExecutionState.CANCELLED);
  }

  private void asked() {
    watch(resolved(ResolveAs.SUCCEEDED), ExecutionState.SUCCEEDED);
    watch(resolved(ResolveAs.FAILED), ExecutionState.FAILED);
    ExecutionView retried = resolved(ResolveAs.RETRY);
    current = worker.claim(1).getFirst();
    finish(TaskState.SUCCEEDED);
    watch(retried, ExecutionState.SUCCEEDED);
    ExecutionView cancelled = waiting();
    WORLD.cancel(cancelled.id());
    watch(cancelled, ExecutionState.CANCELLED);
    ExecutionView overdue = waiting();
    WORLD.passDeadline(overdue.id());
    watch(overdue, ExecutionState.TIMED_OUT);
    lostBesideOneThatIsAskedFor();
  }

  private void lostBesideOneThatIsAskedFor() {
    ExecutionView run =
        WORLD.run(2, null, World.step(LostPolicy.LOST, null), World.step(LostPolicy.ASK, null));
    List<ClaimedTask> tasks = worker.claim(2);
    worker.report(
        worker.dispatched(tasks.getFirst(), 0),
        worker.finished(tasks.getFirst(), TaskState.LOST, null, ErrorClass.LOST),
        worker.dispatched(tasks.getLast(), 0),
        worker.stepFinished(tasks.getLast(), 0, 0, null),
        worker.dispatched(tasks.getLast(), 1),
        worker.finished(tasks.getLast(), TaskState.LOST, null, ErrorClass.LOST));
    WORLD.awaitState(run.id(), ExecutionState.WAITING);
    WORLD.resolve(run.id(), tasks.getLast().taskId(), ResolveAs.FAILED);
    watch(run, ExecutionState.LOST);
  }

  private ExecutionView resolved(ResolveAs as) {
    ExecutionView run = waiting();
    WORLD.resolve(run.id(), current.taskId(), as);
    return run;
  }

  /** Its only task waits for a person. */
  private ExecutionView waiting() {
    ExecutionView run = WORLD.run(1, null, World.step(LostPolicy.ASK, null));
    current = worker.claim(1).getFirst();
    worker.report(
        worker.dispatched(current, 0),
        worker.finished(current, TaskState.LOST, null, ErrorClass.LOST));
    WORLD.awaitState(run.id(), ExecutionState.WAITING);
    return run;
  }

  /** Its first task is dispatched; another, if any, stays pending. */
  private ExecutionView dispatched(int targets) {
    ExecutionView started = WORLD.start(targets, 1);
    current = worker.claim(1).getFirst();
    worker.report(worker.dispatched(current, 0));
    return started;
  }

  private void finish(TaskState state) {
    assertThat(worker.report(worker.finished(current, state, null)).fenced()).isEmpty();
  }

  private void watch(ExecutionView started, ExecutionState end) {
    WORLD.awaitState(started.id(), end);
    ExecutionState execution = null;
    Map<UUID, TaskState> tasks = new HashMap<>();
    for (LogEntry entry : WORLD.log(started.id())) {
      if (entry instanceof LogEntry.State state) {
        if (execution != null) {
          visited(executionMoves, ExecutionState.class, execution, state.state());
        }
        execution = state.state();
      } else if (entry instanceof LogEntry.Task task) {
        TaskState before = tasks.getOrDefault(task.taskId(), TaskState.PENDING);
        visited(taskMoves, TaskState.class, before, task.state());
        tasks.put(task.taskId(), task.state());
      }
    }
  }

  private static <S extends Enum<S>> void visited(
      Map<S, Set<S>> moves, Class<S> type, S from, S to) {
    moves.computeIfAbsent(from, state -> EnumSet.noneOf(type)).add(to);
  }
}
