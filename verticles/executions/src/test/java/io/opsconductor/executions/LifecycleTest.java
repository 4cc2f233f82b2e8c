package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.executions.AttemptState;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.TaskState;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {

  @Test
  void move_shouldBeRefused_whenItIsNotInTheTable() {
    for (ExecutionState from : ExecutionState.values()) {
      for (ExecutionState to : ExecutionState.values()) {
        if (!ExecutionLifecycle.moves().getOrDefault(from, Set.of()).contains(to)) {
          assertThatThrownBy(() -> ExecutionLifecycle.move(from, to))
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
    for (TaskState from : TaskState.values()) {
      for (TaskState to : TaskState.values()) {
        if (!TaskLifecycle.moves().getOrDefault(from, Set.of()).contains(to)) {
          assertThatThrownBy(() -> TaskLifecycle.move(from, to))
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
  }

  @Test
  void moveOfAnAttempt_shouldBeRefused_whenItIsNotInTheTable() {
    for (AttemptState from : AttemptState.values()) {
      for (AttemptState to : AttemptState.values()) {
        if (!AttemptLifecycle.moves().getOrDefault(from, Set.of()).contains(to)) {
          assertThatThrownBy(() -> AttemptLifecycle.move(from, to))
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
    assertThat(AttemptLifecycle.moves().keySet()).noneMatch(AttemptState::terminal);
  }

  @Test
  void moveOfAPhase_shouldBeRefused_whenItIsNotInTheTable() {
    for (TaskPhase from : TaskPhase.values()) {
      for (TaskPhase to : TaskPhase.values()) {
        if (!TaskPhase.moves().get(from).contains(to)) {
          assertThatThrownBy(() -> TaskPhase.move(from, to))
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
    assertThatThrownBy(() -> TaskPhase.move(null, TaskPhase.DISPATCHED))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void attempt_shouldNotBegin_whenItsFirstStateIsNotOne() {
    Task task = new Task(null, TaskState.PENDING, null, null, 1, 1);
    for (AttemptState state : AttemptState.values()) {
      if (!AttemptLifecycle.first().contains(state)) {
        assertThatThrownBy(() -> StepAttempt.begin(task, 0, state))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void moves_shouldNotLeaveAFinalState() {
    assertThat(ExecutionLifecycle.moves().keySet()).noneMatch(ExecutionState::terminal);
    assertThat(TaskLifecycle.moves().keySet()).noneMatch(TaskState::terminal);
  }

  @ParameterizedTest
  @CsvSource({
    ", SUCCEEDED, SUCCEEDED, SUCCEEDED",
    ", SUCCEEDED, FAILED, FAILED",
    ", SUCCEEDED, TIMED_OUT, FAILED",
    ", SUCCEEDED, UNREACHABLE, FAILED",
    ", FAILED, LOST, LOST",
    ", SUCCEEDED, CANCELLED, FAILED",
    ", SUCCEEDED, SKIPPED, SUCCEEDED",
    "CANCEL, SUCCEEDED, CANCELLED, CANCELLED",
    "CANCEL, LOST, CANCELLED, CANCELLED",
    "CANCEL, SUCCEEDED, SUCCEEDED, SUCCEEDED",
    "CANCEL, SUCCEEDED, LOST, LOST",
    "TIME_OUT, SUCCEEDED, LOST, TIMED_OUT",
    "TIME_OUT, SUCCEEDED, SUCCEEDED, TIMED_OUT"
  })
  void result_shouldFollowTheRules(
      EndReason reason, TaskState first, TaskState second, ExecutionState expected) {
    // given
    TaskCounts counts = TaskCounts.allPending(2);
    counts.moved(TaskState.PENDING, first);
    counts.moved(TaskState.PENDING, second);
    // when, then
    assertThat(ExecutionLifecycle.result(reason, counts)).isEqualTo(expected);
  }
}
