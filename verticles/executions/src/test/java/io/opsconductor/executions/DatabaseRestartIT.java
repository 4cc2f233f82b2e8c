package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.testkit.CrashablePostgres;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseRestartIT {
  private static final CrashablePostgres POSTGRES = CrashablePostgres.start();

  @RegisterExtension static final World WORLD = new World(POSTGRES);

  @Test
  void execution_shouldGoOn_whenTheDatabaseIsKilledInTheMiddle() {
    // given
    ExecutionView started = WORLD.start(2);
    Worker worker = WORLD.worker("w1");
    List<ClaimedTask> tasks = worker.claim(2);
    ClaimedTask first = tasks.getFirst();
    ClaimedTask second = tasks.getLast();
    worker.report(worker.dispatched(first, 0), worker.output(first, 0, "before "));
    List<TaskReport> after =
        List.of(worker.output(first, 0, "after"), worker.finished(first, TaskState.SUCCEEDED, 0));
    // when
    POSTGRES.kill();
    assertThatThrownBy(() -> worker.report(after))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("database_unavailable"));
    POSTGRES.restart();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(worker.report(after).fenced()).isEmpty());
    WORLD.lapseLeases();
    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> WORLD.tasks(started.id()).getLast().state() == TaskState.PENDING);
    ClaimedTask again = worker.claim(1).getFirst();
    ReportReply reply = worker.report(worker.run(again, "hi", 0));
    assertThat(reply.fenced()).isEmpty();
    assertThat(again.taskId()).isEqualTo(second.taskId());
    WORLD.awaitState(started.id(), ExecutionState.SUCCEEDED);
    assertThat(WORLD.log(started.id()).stream().filter(LogEntry.Output.class::isInstance))
        .hasSize(3);
  }
}
