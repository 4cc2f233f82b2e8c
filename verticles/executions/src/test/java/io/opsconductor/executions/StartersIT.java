package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.CancelRuns;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.StarterRuns;
import io.opsconductor.contracts.executions.StoppedRuns;
import io.opsconductor.contracts.executions.TaskView;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StartersIT {
  @RegisterExtension static final World WORLD = new World();

  private final UUID bob = Ids.next();

  private TestClient bob() {
    return WORLD
        .harness()
        .user(
            new CallerContext.User(
                bob, "bob", Ids.DEFAULT_ORGANIZATION, Ids.next(), List.of(), Set.of("*")));
  }

  private ExecutionView startOfBob() {
    return bob().call(ExecutionOperations.START, World.command(WORLD.targets(1)));
  }

  private StoppedRuns withdraw() {
    return WORLD
        .harness()
        .service("users")
        .call(
            ExecutionOperations.WITHDRAW_RUNS,
            new StarterRuns(Ids.DEFAULT_ORGANIZATION, List.of(bob)));
  }

  private StoppedRuns cancel(TestClient as) {
    return as.call(ExecutionOperations.CANCEL_RUNS, new CancelRuns(List.of(bob)));
  }

  private ExecutionView running(Worker worker) {
    ExecutionView started = startOfBob();
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    return started;
  }

  private static long events(UUID executionId, String type) {
    return WORLD
        .harness()
        .db()
        .one(
            "SELECT count(*) AS n FROM outbox WHERE envelope->>'resourceId' = $1"
                + " AND envelope->>'type' = $2",
            row -> row.getLong("n"),
            executionId.toString(),
            type)
        .orElseThrow();
  }

  @Test
  void claim_shouldEndWhatIsQueued_whenItsStarterIsGone() {
    // given
    UUID queued = startOfBob().id();
    UUID other = WORLD.start(1).id();
    WORLD.gone.add(bob);
    // when
    List<ClaimedTask> claimed = WORLD.worker("w1").claim(5);
    // then
    assertThat(claimed).extracting(ClaimedTask::executionId).containsExactly(other);
    assertThat(WORLD.get(queued).state()).isEqualTo(ExecutionState.CANCELLED);
    TaskView task = WORLD.tasks(queued).getFirst();
    assertThat(task.error().category()).isEqualTo(ErrorClass.CANCELLED);
    assertThat(task.error().message()).contains("disabled or deleted before it began");
    assertThat(task.attempt()).isZero();
    assertThat(events(queued, "execution.withdrawn")).isOne();
    assertThat(events(queued, "execution.finished")).isOne();
  }

  @Test
  void claim_shouldGoOnWithWhatBegan_whenItsStarterIsGone() {
    // given
    Worker worker = WORLD.worker("w1");
    UUID begun =
        bob()
            .call(ExecutionOperations.START, World.command(WORLD.targets(2), 1, Map.of(), null))
            .id();
    ClaimedTask first = worker.claim(5).getFirst();
    WORLD.gone.add(bob);
    // when
    worker.report(worker.run(first, "hi", 0));
    // then
    assertThat(worker.claim(5)).extracting(ClaimedTask::executionId).containsExactly(begun);
  }

  @Test
  void claim_shouldLetWhatIsQueuedWait_whenUsersDoNotAnswer() {
    // given
    Worker worker = WORLD.worker("w1");
    UUID begun = WORLD.start(2, 1).id();
    ClaimedTask first = worker.claim(5).getFirst();
    WORLD.usersAway = true;
    UUID queued = startOfBob().id();
    worker.report(worker.run(first, "hi", 0));
    // when
    List<ClaimedTask> meanwhile = worker.claim(5);
    WORLD.usersAway = false;
    List<ClaimedTask> then = worker.claim(5);
    // then
    assertThat(meanwhile).extracting(ClaimedTask::executionId).containsExactly(begun);
    assertThat(then).extracting(ClaimedTask::executionId).containsExactly(queued);
  }

  @Test
  void withdraw_shouldEndWhatIsQueuedAndCountTheRest_whenAskedAgainToo() {
    // given
    UUID running = running(WORLD.worker("w1")).id();
    UUID queued = startOfBob().id();
    WORLD.start(1);
    // when
    StoppedRuns first = withdraw();
    StoppedRuns again = withdraw();
    // then
    assertThat(first).isEqualTo(new StoppedRuns(1, 1));
    assertThat(again).isEqualTo(new StoppedRuns(0, 1));
    assertThat(WORLD.get(queued).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(WORLD.get(running).state()).isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void cancel_shouldTellWhatRunsToEnd_whenTheCallerMay() {
    // given
    UUID running = running(WORLD.worker("w1")).id();
    // when
    StoppedRuns cancelled = cancel(WORLD.harness().user("cara", "execution:cancel"));
    StoppedRuns again = cancel(WORLD.ann());
    // then
    assertThat(cancelled).isEqualTo(new StoppedRuns(1, 0));
    assertThat(again).isEqualTo(new StoppedRuns(0, 0));
    assertThat(WORLD.get(running).state()).isEqualTo(ExecutionState.CANCELLING);
    assertThat(events(running, "execution.cancel_asked")).isOne();
  }

  @Test
  void cancel_shouldReachNothing_whenTheCallerMayNotOrIsOfAnotherOrganization() {
    // given
    UUID running = running(WORLD.worker("w1")).id();
    // when
    StoppedRuns foreign = cancel(WORLD.stranger());
    // then
    assertThat(foreign).isEqualTo(new StoppedRuns(0, 0));
    assertThatThrownBy(() -> cancel(WORLD.harness().user("dan", "execution:read")))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("forbidden"));
    assertThat(WORLD.get(running).state()).isEqualTo(ExecutionState.RUNNING);
  }
}
