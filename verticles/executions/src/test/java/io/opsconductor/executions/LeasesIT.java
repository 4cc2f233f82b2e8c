package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeasesIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void task_shouldGoBackToTheQueue_whenItsLeaseLapsesBeforeTheIntentBoundary() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker silent = WORLD.worker("silent");
    ClaimedTask old = silent.claim(1).getFirst();
    // when
    WORLD.lapseLeases();
    awaitTask(started.id(), TaskState.PENDING);
    Worker other = WORLD.worker("other");
    ClaimedTask taken = other.claim(1).getFirst();
    // then
    assertThat(taken.taskId()).isEqualTo(old.taskId());
    assertThat(taken.fence()).isGreaterThan(old.fence());
    assertThat(taken.attempt()).isEqualTo(2);
    assertThat(silent.report(silent.dispatched(old, 0)).fenced()).containsExactly(old.taskId());
    assertThat(silent.heartbeat(List.of(old)).lost()).containsExactly(old.taskId());
    other.report(other.run(taken, "hi", 0));
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void task_shouldBeLost_whenItsLeaseLapsesAfterTheIntentBoundary() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0), worker.output(task, 0, "begun"));
    // when
    WORLD.lapseLeases();
    WORLD.awaitState(started.id(), ExecutionState.LOST);
    // then
    TaskView lost = WORLD.tasks(started.id()).getFirst();
    assertThat(lost.state()).isEqualTo(TaskState.LOST);
    assertThat(lost.error().category()).isEqualTo(ErrorClass.LOST);
    assertThat(worker.report(worker.finished(task, TaskState.SUCCEEDED, 0)).fenced())
        .containsExactly(task.taskId());
    assertThat(WORLD.worker("w2").claim(1)).isEmpty();
  }

  @Test
  void task_shouldEndOnce_whenItsLeaseAndTheTimeOutPassTogether() {
    // given
    ExecutionView started = WORLD.start(3);
    Worker worker = WORLD.worker("w1");
    List<ClaimedTask> tasks = worker.claim(3);
    ClaimedTask dispatched = tasks.getFirst();
    worker.report(worker.dispatched(dispatched, 0));
    // when
    WORLD
        .harness()
        .db()
        .execute(
            """
            WITH overdue AS (UPDATE executions SET deadline_at = now() - interval '1 second')
            UPDATE tasks SET lease_until = now() - interval '1 second' WHERE id <> $1\
            """,
            dispatched.taskId());
    WORLD.awaitState(started.id(), ExecutionState.CANCELLING);
    // then
    assertThat(WORLD.get(started.id()).counts())
        .containsEntry("running", 1)
        .containsEntry("timed_out", 2);
    worker.report(worker.finished(dispatched, TaskState.CANCELLED, null));
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.TIMED_OUT);
    assertThat(WORLD.get(started.id()).counts()).containsEntry("timed_out", 3);
  }

  @Test
  void heartbeat_shouldRenew_whenTheLeaseIsHeld() {
    // given
    WORLD.start(2);
    Worker worker = WORLD.worker("w1");
    List<ClaimedTask> tasks = worker.claim(2);
    WORLD
        .harness()
        .db()
        .execute("UPDATE tasks SET lease_until = clock_timestamp() + interval '1 second'");
    // when
    HeartbeatReply reply = worker.heartbeat(tasks);
    HeartbeatReply foreign = WORLD.worker("w2").heartbeat(tasks);
    // then
    assertThat(reply.renewed()).containsExactlyInAnyOrderElementsOf(ids(tasks));
    assertThat(reply.cancel()).isEmpty();
    assertThat(foreign.renewed()).isEmpty();
    assertThat(foreign.lost()).containsExactlyInAnyOrderElementsOf(ids(tasks));
    assertThat(secondsLeft()).isGreaterThan(10);
  }

  @Test
  void verifyLease_shouldGrantTheOneCredential_whenTheLeaseIsLive() {
    // given
    WORLD.start(1);
    ClaimedTask task = WORLD.worker("w1").claim(1).getFirst();
    // when
    LeaseGrant live = verify(task.taskId(), task.fence(), "w1");
    // then
    assertThat(live.live()).isTrue();
    assertThat(live.organizationId()).isEqualTo(Ids.DEFAULT_ORGANIZATION);
    assertThat(live.credentialId()).isEqualTo(World.CREDENTIAL);
    assertThat(live.executionId()).isEqualTo(task.executionId());
    assertThat(live.userId()).isNotNull();
    assertThat(live.user()).isEqualTo("ann");
    assertThat(verify(task.taskId(), task.fence(), "w2").live()).isFalse();
    assertThat(verify(task.taskId(), task.fence() - 1, "w1").live()).isFalse();
    assertThat(verify(Ids.next(), 1, "w1").live()).isFalse();
    WORLD.lapseLeases();
    assertThat(verify(task.taskId(), task.fence(), "w1").live()).isFalse();
  }

  private static LeaseGrant verify(UUID task, long fence, String node) {
    return WORLD
        .harness()
        .service("secrets")
        .call(ExecutionOperations.VERIFY_LEASE, new LeaseRef("executions", task, fence, node));
  }

  private static List<UUID> ids(List<ClaimedTask> tasks) {
    return tasks.stream().map(ClaimedTask::taskId).toList();
  }

  private static int secondsLeft() {
    return WORLD
        .harness()
        .db()
        .one(
            "SELECT extract(epoch FROM min(lease_until) - now())::int AS s FROM tasks",
            row -> row.getInteger("s"))
        .orElseThrow();
  }

  private static void awaitTask(UUID executionId, TaskState state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> WORLD.tasks(executionId).getFirst().state() == state);
  }
}
