package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.AttemptView;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.StepSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes every move of the tables of attempts and of the phases of a running task. */
class AttemptLifecycleIT {
  private static final StepSpec STEP = World.step(LostPolicy.REATTACH, null);

  @RegisterExtension static final World WORLD = new World();

  private final Worker worker = WORLD.worker("w1");

  static Stream<Arguments> moves() {
    return AttemptLifecycle.moves().entrySet().stream()
        .flatMap(from -> from.getValue().stream().map(to -> Arguments.of(from.getKey(), to)));
  }

  @ParameterizedTest
  @MethodSource("moves")
  void attempt_shouldTakeTheMove_whenItsWorkerReportsIt(AttemptState from, AttemptState to) {
    // given
    ExecutionView run = WORLD.run(1, null, STEP);
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.reattachable(task, 0));
    if (from == AttemptState.STARTED) {
      worker.report(worker.started(task, 0));
    }
    assertThat(state(run, task)).isEqualTo(from);
    // when
    bring(task, to);
    // then
    assertThat(state(run, task)).isEqualTo(to);
  }

  private void bring(ClaimedTask task, AttemptState to) {
    switch (to) {
      case DISPATCHED -> throw new AssertionError("No move leads there");
      case STARTED -> worker.report(worker.started(task, 0));
      case SUCCEEDED -> worker.report(worker.stepFinished(task, 0, 0, null));
      case FAILED -> worker.report(worker.stepFinished(task, 0, 1, null));
      case CANCELLED -> worker.report(worker.finished(task, TaskState.CANCELLED, null));
      case TIMED_OUT -> worker.report(worker.finished(task, TaskState.TIMED_OUT, null));
      case UNREACHABLE ->
          worker.report(
              worker.stepFinished(task, 0, null, "refused"),
              worker.finished(task, TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
      case LOST -> worker.report(worker.finished(task, TaskState.LOST, null, ErrorClass.LOST));
    }
  }

  @Test
  void attempt_shouldBegin_whenItIsDispatchedOrCouldNotBe() {
    // given
    ExecutionView run = WORLD.run(2, null, STEP);
    List<ClaimedTask> tasks = worker.claim(2);
    // when
    worker.report(
        worker.dispatched(tasks.getFirst(), 0),
        worker.finished(tasks.getLast(), TaskState.UNREACHABLE, null, ErrorClass.CONNECTION));
    // then
    assertThat(EnumSet.of(state(run, tasks.getFirst()), state(run, tasks.getLast())))
        .isEqualTo(AttemptLifecycle.first());
  }

  @Test
  void phase_shouldTakeEveryMove_whenWorkersComeAndGo() {
    // given
    List<TaskPhase> seen = new ArrayList<>();
    WORLD.run(1, null, STEP, STEP);
    ClaimedTask task = worker.claim(1).getFirst();
    seen.add(phase(task.taskId()));
    // when
    worker.report(worker.dispatched(task, 0));
    seen.add(phase(task.taskId()));
    worker.report(worker.stepFinished(task, 0, 0, null), worker.reattachable(task, 1));
    seen.add(phase(task.taskId()));
    worker.report(worker.released(task));
    seen.add(phase(task.taskId()));
    worker.claim(1);
    seen.add(phase(task.taskId()));
    // then
    Map<TaskPhase, Set<TaskPhase>> visited = new EnumMap<>(TaskPhase.class);
    for (int i = 1; i < seen.size(); i++) {
      visited
          .computeIfAbsent(seen.get(i - 1), phase -> EnumSet.noneOf(TaskPhase.class))
          .add(seen.get(i));
    }
    assertThat(visited).isEqualTo(TaskPhase.moves());
  }

  private static AttemptState state(ExecutionView run, ClaimedTask task) {
    List<AttemptView> attempts = WORLD.attempts(run.id(), task.taskId());
    assertThat(attempts).hasSize(1);
    return attempts.getFirst().state();
  }

  private static TaskPhase phase(UUID task) {
    return WORLD
        .harness()
        .db()
        .one(
            "SELECT phase FROM tasks WHERE id = $1",
            row -> TaskPhase.ofColumn(row.getString("phase")),
            task)
        .orElseThrow();
  }
}
