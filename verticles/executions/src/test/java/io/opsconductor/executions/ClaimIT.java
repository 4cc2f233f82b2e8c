package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void claim_shouldKeepToTheParallelism_whenThereIsMoreToDo() {
    // given
    WORLD.start(10, 3);
    Worker worker = WORLD.worker("w1");
    // when
    List<ClaimedTask> first = worker.claim(200);
    List<ClaimedTask> none = worker.claim(200);
    worker.report(worker.run(first.getFirst(), "hi", 0));
    List<ClaimedTask> next = worker.claim(200);
    // then
    assertThat(first).hasSize(3);
    assertThat(none).isEmpty();
    assertThat(next).hasSize(1);
  }

  @Test
  void claim_shouldServeBoth_whenALargeAndASmallExecutionWait() {
    // given
    UUID large = WORLD.start(100, 100).id();
    UUID small = WORLD.start(2).id();
    Worker worker = WORLD.worker("w1");
    // when
    List<ClaimedTask> one = worker.claim(1);
    List<ClaimedTask> other = worker.claim(1);
    List<ClaimedTask> rest = worker.claim(10);
    // then
    assertThat(one).singleElement().extracting(ClaimedTask::executionId).isEqualTo(large);
    assertThat(other).singleElement().extracting(ClaimedTask::executionId).isEqualTo(small);
    assertThat(rest).hasSize(10);
    assertThat(rest).extracting(ClaimedTask::executionId).contains(small);
  }

  @Test
  void claim_shouldGiveEachTaskOnce_whenNodesAskAtOnce() throws Exception {
    // given
    WORLD.start(60, 60);
    List<ClaimedTask> all = new ArrayList<>();
    // when
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<ClaimedTask>>> nodes = new ArrayList<>();
      for (int node = 0; node < 6; node++) {
        Worker worker = WORLD.worker("w" + node);
        nodes.add(threads.submit(() -> worker.claim(10)));
      }
      for (Future<List<ClaimedTask>> node : nodes) {
        all.addAll(node.get());
      }
    }
    all.addAll(WORLD.worker("last").claim(60));
    // then
    assertThat(new HashSet<>(all.stream().map(ClaimedTask::taskId).toList()))
        .hasSize(60)
        .hasSameSizeAs(all);
  }

  @Test
  void claim_shouldEndTheTask_whenItsTargetIsGone() {
    // given
    ExecutionView started = WORLD.start(2);
    WORLD.targets.remove(WORLD.tasks(started.id()).getFirst().target().id());
    Worker worker = WORLD.worker("w1");
    // when
    List<ClaimedTask> claimed = worker.claim(5);
    claimed.forEach(task -> worker.report(worker.run(task, "hi", 0)));
    // then
    assertThat(claimed).hasSize(1);
    TaskView gone = WORLD.tasks(started.id()).getFirst();
    assertThat(gone.state()).isEqualTo(TaskState.UNREACHABLE);
    assertThat(gone.error().category()).isEqualTo(ErrorClass.CONNECTION);
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void claim_shouldChangeNothing_whenTargetsDoNotAnswer() {
    // given
    ExecutionView started = WORLD.start(1);
    WORLD.targetsAway = true;
    // when, then
    assertThatThrownBy(() -> WORLD.worker("w1").claim(1)).isInstanceOf(OpsException.class);
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.QUEUED);
    WORLD.targetsAway = false;
    assertThat(WORLD.worker("w1").claim(1)).hasSize(1);
  }

  @Test
  void claim_shouldRefuseTheTask_whenItsTargetGotACredentialThatTheStarterMayNotUse() {
    // given
    ExecutionView started = WORLD.startBeforeAnotherCredential(2);
    // when
    List<ClaimedTask> claimed = WORLD.worker("w1").claim(5);
    // then
    assertThat(claimed).hasSize(1);
    TaskView refused = WORLD.tasks(started.id()).getFirst();
    assertThat(refused.state()).isEqualTo(TaskState.FAILED);
    assertThat(refused.error().category()).isEqualTo(ErrorClass.SAFETY);
    assertThat(refused.error().message()).contains("another credential");
    assertThat(refused.attempt()).isZero();
  }
}
