package io.opsconductor.workers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.TaskLease;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
  @Test
  void release_shouldKeepTheLaterLease_whenTheTaskCameBackToThisNode() throws Exception {
    // given
    LeaseKeeper keeper = new LeaseKeeper(null);
    UUID taskId = Ids.next();
    TaskRun earlier = run(taskId, 1);
    TaskRun later = run(taskId, 2);
    keeper.hold(earlier, System.nanoTime(), 15_000);
    keeper.hold(later, System.nanoTime(), 15_000);
    // when
    keeper.release(earlier);
    keeper.fenced(taskId);
    // then
    assertThatThrownBy(() -> later.journal().stepFinished(0, 0, null))
        .isInstanceOf(LeaseLostException.class);
  }

  private static TaskRun run(UUID taskId, long fence) {
    ClaimedTask task =
        new ClaimedTask(
            taskId, Ids.next(), fence, 15_000, 1, List.of(), Map.of(), null, null, null, null);
    return new TaskRun(task, new TaskJournal(new TaskLease(taskId, fence), urgent -> {}), null);
  }
}
