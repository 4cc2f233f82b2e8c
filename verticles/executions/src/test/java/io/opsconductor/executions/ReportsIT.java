package io.opsconductor.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.LogEntry;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class ReportsIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  void log_shouldHaveNoGap_whenSeveralNodesReportAtOnce() throws Exception {
    // given
    ExecutionView first = WORLD.start(40);
    ExecutionView second = WORLD.start(40);
    // when
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> nodes = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        Worker worker = WORLD.worker("w" + node);
        nodes.add(threads.submit(() -> work(worker)));
      }
      for (Future<?> node : nodes) {
        node.get();
      }
    }
    // then
    for (ExecutionView started : List.of(first, second)) {
      List<LogEntry> log = WORLD.log(started.id());
      assertThat(log)
          .extracting(LogEntry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, log.size()).boxed().toList());
      assertThat(log.stream().filter(LogEntry.Output.class::isInstance)).hasSize(40 * 5);
      assertThat(log.getLast()).isInstanceOf(LogEntry.End.class);
      assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
    }
  }

  private static void work(Worker worker) {
    List<ClaimedTask> tasks = worker.claim(7);
    while (!tasks.isEmpty()) {
      List<TaskReport> begun = new ArrayList<>();
      tasks.forEach(task -> begun.add(worker.dispatched(task, 0)));
      worker.report(begun);
      for (int chunk = 0; chunk < 5; chunk++) {
        String text = "chunk " + chunk + "\n";
        worker.report(tasks.stream().map(task -> worker.output(task, 0, text)).toList());
      }
      worker.report(
          tasks.stream().map(task -> worker.finished(task, TaskState.SUCCEEDED, 0)).toList());
      tasks = worker.claim(7);
    }
  }

  @Test
  void report_shouldBeStoredOnce_whenABatchIsSentAgain() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    List<TaskReport> begin = List.of(worker.dispatched(task, 0), worker.output(task, 0, "a"));
    TaskReport last =
        new TaskReport.Finished(task.taskId(), task.fence(), 3, TaskState.SUCCEEDED, 0, null, null);
    // when
    worker.report(begin);
    worker.report(begin);
    worker.report(last);
    ReportReply again = worker.report(List.of(begin.getFirst(), begin.getLast(), last));
    // then
    assertThat(again.fenced()).isEmpty();
    assertThat(WORLD.log(started.id())).hasSize(7);
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void report_shouldBeFenced_whenTheLeaseIsNotHeld() {
    // given
    ExecutionView started = WORLD.start(2);
    Worker worker = WORLD.worker("w1");
    List<ClaimedTask> tasks = worker.claim(2);
    ClaimedTask stale = tasks.getFirst();
    TaskReport wrongFence =
        new TaskReport.Dispatched(stale.taskId(), stale.fence() + 1, 1, 0, null, null, null);
    // when
    ReportReply fenced = worker.report(wrongFence, worker.dispatched(tasks.getLast(), 0));
    ReportReply otherNode = WORLD.worker("w2").report(worker.dispatched(stale, 0));
    // then
    assertThat(fenced.fenced()).containsExactly(stale.taskId());
    assertThat(otherNode.fenced()).containsExactly(stale.taskId());
    assertThat(WORLD.get(started.id()).counts()).containsEntry("running", 2);
  }

  @Test
  void report_shouldBeFenced_whenOneBeforeItIsMissing() {
    // given
    WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.dispatched(task, 0);
    // when
    ReportReply reply = worker.report(worker.output(task, 0, "after a hole"));
    // then
    assertThat(reply.fenced()).containsExactly(task.taskId());
  }

  @Test
  void report_shouldBeRefused_whenTheStateIsNotAWorkersToGive() {
    // given
    WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    // when, then
    assertThatThrownBy(() -> worker.report(worker.finished(task, TaskState.SKIPPED, null)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("invalid_request"));
  }

  @Test
  void task_shouldBeLostWithItsLastOutput_whenTheConnectionBrokeUnderItsCommand() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    worker.report(worker.dispatched(task, 0));
    // when
    worker.report(
        worker.output(task, 0, "last words"),
        worker.stepFinished(task, 0, null, "the connection broke"),
        worker.finished(task, TaskState.LOST, null));
    // then
    assertThat(WORLD.tasks(started.id()).getFirst().state()).isEqualTo(TaskState.LOST);
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.LOST);
    assertThat(WORLD.log(started.id()))
        .filteredOn(LogEntry.Output.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            LogEntry.Output.class,
            output -> assertThat(output.data()).asString().isEqualTo("last words"));
  }

  @Test
  void exitCode_shouldBeOfTheFirstFailingStep_whenTheEndDoesNotSay() {
    // given
    ExecutionView started = WORLD.start(1);
    Worker worker = WORLD.worker("w1");
    ClaimedTask task = worker.claim(1).getFirst();
    // when
    worker.report(
        worker.dispatched(task, 0),
        worker.stepFinished(task, 0, 0, "a child kept the output open"),
        worker.dispatched(task, 1),
        worker.stepFinished(task, 1, 4, "nul \0 here"),
        worker.finished(task, TaskState.FAILED, null));
    // then
    TaskView shown = WORLD.tasks(started.id()).getFirst();
    assertThat(shown.exitCode()).isEqualTo(4);
    assertThat(shown.note()).isEqualTo("a child kept the output open; nul \uFFFD here");
    assertThat(shown.error().category()).isEqualTo(ErrorClass.COMMAND);
    assertThat(WORLD.get(started.id()).state()).isEqualTo(ExecutionState.FAILED);
  }

  /** Printed, not asserted: the machine decides. */
  @Test
  void throughput_shouldBePrinted_whenManyReportsAreStored() {
    // given
    WORLD.start(400, 400);
    Worker worker = WORLD.worker("w1");
    long begun = System.nanoTime();
    List<ClaimedTask> tasks = worker.claim(200);
    Duration claim = Duration.ofNanos(System.nanoTime() - begun);
    // when
    begun = System.nanoTime();
    int count = 0;
    for (int round = 0; round < 20; round++) {
      List<TaskReport> batch = new ArrayList<>();
      for (ClaimedTask task : tasks) {
        if (round == 0) {
          batch.add(worker.dispatched(task, 0));
        }
        batch.add(worker.output(task, 0, "line of output " + round + "\n"));
      }
      worker.report(batch);
      count += batch.size();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    // then
    LoggerFactory.getLogger(ReportsIT.class)
        .warn(
            "200 tasks claimed in {} ms; {} reports stored, {} a second",
            claim.toMillis(),
            count,
            Math.round(count / seconds));
    assertThat(count).isEqualTo(200 * 21);
  }
}
