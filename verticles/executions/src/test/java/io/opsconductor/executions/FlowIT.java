package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ExecutionPage;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.ListExecutions;
import io.opsconductor.contracts.executions.ListTasks;
import io.opsconductor.contracts.executions.LogAppended;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.TaskPage;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FlowIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void run_shouldSucceed_whenEveryTaskDoes() {
    // given
    ExecutionView started = WORLD.start(3);
    Worker worker = WORLD.worker("w1");
    // when
    List<ClaimedTask> claimed = worker.claim(10);
    for (ClaimedTask task : claimed) {
      worker.report(worker.run(task, "hi\n", 0));
    }
    // then
    assertThat(started.state()).isEqualTo(ExecutionState.QUEUED);
    assertThat(started.name()).isEqualTo("echo hi");
    assertThat(started.startedBy()).isEqualTo("ann");
    assertThat(claimed)
        .hasSize(3)
        .allSatisfy(
            task -> {
              assertThat(task.connection().credentialVersion()).isEqualTo(World.CREDENTIAL_VERSION);
              assertThat(task.leaseMs()).isEqualTo(15_000);
              assertThat(task.steps()).hasSize(1);
            });
    ExecutionView end = WORLD.get(started.id());
    assertThat(end.state()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(end.counts()).containsEntry("total", 3).containsEntry("succeeded", 3);
    assertThat(end.startedAt()).isNotNull();
    assertThat(end.finishedAt()).isNotNull();
    assertThat(WORLD.tasks(started.id()))
        .extracting(TaskView::state, TaskView::exitCode, TaskView::attempt)
        .containsOnly(tuple(TaskState.SUCCEEDED, 0, 1));
  }

  @Test
  void log_shouldTellTheWholeStoryInOrder_whenAnExecutionRan() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    // when
    worker.report(worker.run(task, "hi\n", 0));
    // then
    List<LogEntry> log = WORLD.log(started.id());
    assertThat(log).extracting(LogEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(log.get(0))
        .isInstanceOfSatisfying(
            LogEntry.State.class, entry -> assertThat(entry.counts()).containsEntry("pending", 1));
    assertThat(log.get(2))
        .isInstanceOfSatisfying(
            LogEntry.Task.class, entry -> assertThat(entry.target().name()).isEqualTo("host-0"));
    assertThat(log.get(3))
        .isInstanceOfSatisfying(
            LogEntry.Output.class,
            entry -> {
              assertThat(entry.data()).asString().isEqualTo("hi\n");
              assertThat(entry.attempt()).isEqualTo(1);
            });
    assertThat(log.get(6))
        .isEqualTo(new LogEntry.End(7, log.get(6).at(), ExecutionState.SUCCEEDED));
    assertThat(log)
        .extracting(LogEntry::at)
        .isSorted()
        .allSatisfy(at -> assertThat(at).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
  }

  @Test
  void hints_shouldTellOfTheLog_whenItGrew() {
    // given
    Queue<LogAppended> told = new ConcurrentLinkedQueue<>();
    var subscription =
        WORLD.harness().hints().subscribe(ExecutionOperations.LOG_APPENDED, told::add);
    // when
    UUID id = WORLD.start(1).id();
    // then
    Awaitility.await().until(() -> told.contains(new LogAppended(id, 1)));
    subscription.unregister().await();
  }

  @Test
  void events_shouldBeInTheOutbox_whenAnExecutionStartedAndEnded() {
    // given
    Worker worker = WORLD.worker("w1");
    WORLD.start(1);
    // when
    worker.report(worker.run(worker.claim(1).getFirst(), "hi", 7));
    // then
    List<String> types =
        WORLD
            .harness()
            .db()
            .list(
                "SELECT envelope->>'type' AS type FROM outbox"
                    + " WHERE envelope->>'type' <> 'access.denied' ORDER BY created_at",
                row -> row.getString("type"));
    assertThat(types).containsExactly("execution.started", "execution.finished");
  }

  @Test
  void lists_shouldBeReadInParts_whenTheyAreLong() {
    // given
    WORLD.start(1);
    UUID second = WORLD.start(5).id();
    // when
    ExecutionPage first =
        WORLD
            .ann()
            .call(
                ExecutionOperations.LIST,
                new ListExecutions(new PageRequest(1, null), null, ExecutionState.QUEUED));
    TaskPage tasks =
        WORLD
            .ann()
            .call(
                ExecutionOperations.LIST_TASKS,
                new ListTasks(second, new PageRequest(3, null), TaskState.PENDING));
    TaskPage rest =
        WORLD
            .ann()
            .call(
                ExecutionOperations.LIST_TASKS,
                new ListTasks(second, new PageRequest(3, tasks.nextCursor()), null));
    // then
    assertThat(first.items()).extracting(ExecutionView::id).containsExactly(second);
    assertThat(first.nextCursor()).isNotNull();
    assertThat(tasks.items())
        .extracting(task -> task.target().name())
        .containsExactly("host-0", "host-1", "host-2");
    assertThat(rest.items())
        .extracting(task -> task.target().name())
        .containsExactly("host-3", "host-4");
    assertThat(rest.nextCursor()).isNull();
  }

  @Test
  void list_shouldHoldWhatWasAskedFor_whenThereIsMore() {
    // given
    WORLD.start(1);
    ExecutionView wanted = WORLD.start(2);
    UUID target =
        WORLD
            .ann()
            .call(ExecutionOperations.LIST_TASKS, new ListTasks(wanted.id(), null, null))
            .items()
            .getFirst()
            .target()
            .id();
    String part = wanted.name().substring(1).toUpperCase(Locale.ROOT);
    Instant then = wanted.createdAt();
    // when, then
    assertThat(listed(part, "ANN", target, null, then, then.plusSeconds(1)))
        .containsExactly(wanted.id());
    assertThat(listed("no such name", null, target, null, null, null)).isEmpty();
    assertThat(listed(null, "an", target, null, null, null)).isEmpty();
    assertThat(listed(null, null, Ids.next(), null, null, null)).isEmpty();
    assertThat(listed(null, null, target, Ids.next(), null, null)).isEmpty();
    assertThat(listed(null, null, target, null, then.plusMillis(1), null)).isEmpty();
    assertThat(listed(null, null, target, null, null, then)).isEmpty();
    assertThat(listed("%", null, null, null, null, null)).isEmpty();
  }

  private static List<UUID> listed(
      String name, String startedBy, UUID target, UUID schedule, Instant from, Instant to) {
    ListExecutions request =
        new ListExecutions(null, null, null, name, startedBy, target, schedule, from, to);
    return WORLD.ann().call(ExecutionOperations.LIST, request).items().stream()
        .map(ExecutionView::id)
        .toList();
  }

  @Test
  void everything_shouldBeNotFound_whenAskedFromAnotherOrganization() {
    // given
    UUID id = WORLD.start(1).id();
    UUID task = WORLD.tasks(id).getFirst().id();
    // when, then
    notFound(() -> WORLD.stranger().call(ExecutionOperations.GET, new IdRequest(id)));
    notFound(() -> WORLD.stranger().call(ExecutionOperations.CANCEL, new IdRequest(id)));
    notFound(
        () -> WORLD.stranger().call(ExecutionOperations.LIST_TASKS, new ListTasks(id, null, null)));
    notFound(
        () -> WORLD.stranger().call(ExecutionOperations.READ_LOG, new ReadLog(id, 0, 1000, null)));
    notFound(() -> WORLD.ann().call(ExecutionOperations.READ_LOG, new ReadLog(id, 0, 1000, "no")));
    notFound(
        () ->
            WORLD
                .stranger()
                .call(
                    ExecutionOperations.READ_OUTPUT,
                    new ReadOutput(id, task, null, null, null, null, null)));
    assertThat(
            WORLD
                .stranger()
                .call(ExecutionOperations.LIST, new ListExecutions(null, null, null))
                .items())
        .isEmpty();
  }

  private static void notFound(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
  }

  @Test
  void targetUses_shouldNameExecutionsThatGoOn_whenTheyHaveATaskThere() {
    // given
    ExecutionView started = WORLD.start(1);
    UUID target = WORLD.tasks(started.id()).getFirst().target().id();
    // when
    List<String> during =
        WORLD
            .harness()
            .service("targets")
            .call(ExecutionOperations.TARGET_USES, new IdRequest(target))
            .names();
    WORLD.cancel(started.id());
    List<String> after =
        WORLD
            .harness()
            .service("targets")
            .call(ExecutionOperations.TARGET_USES, new IdRequest(target))
            .names();
    // then
    assertThat(during).singleElement().asString().contains("echo hi");
    assertThat(after).isEmpty();
  }
}
