package io.opsconductor.executions;

import io.opsconductor.contracts.executions.AttemptMode;
import io.opsconductor.contracts.executions.CancelOutcome;
import io.opsconductor.contracts.executions.ClaimTasks;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.Heartbeat;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReportBatch;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskError;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.platform.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker node that says what a test tells it to. Belongs to one thread. */
final class Worker {
  private final TestClient client;
  private final String node;
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();

  Worker(TestClient client, String node) {
    this.client = client;
    this.node = node;
  }

  List<ClaimedTask> claim(int slots) {
    return client.call(ExecutionOperations.CLAIM, new ClaimTasks(node, "epoch-1", slots)).tasks();
  }

  HeartbeatReply heartbeat(List<ClaimedTask> tasks) {
    List<TaskLease> leases =
        tasks.stream().map(task -> new TaskLease(task.taskId(), task.fence())).toList();
    return client.call(ExecutionOperations.HEARTBEAT, new Heartbeat(node, "epoch-1", leases));
  }

  ReportReply report(List<TaskReport> reports) {
    return client.call(ExecutionOperations.REPORT, new ReportBatch(node, reports));
  }

  ReportReply report(TaskReport... reports) {
    return report(List.of(reports));
  }

  TaskReport dispatched(ClaimedTask task, int step) {
    return new TaskReport.Dispatched(
        task.taskId(), task.fence(), next(task), step, null, null, null);
  }

  /** One whose command goes on without its worker. */
  TaskReport reattachable(ClaimedTask task, int step) {
    return new TaskReport.Dispatched(
        task.taskId(), task.fence(), next(task), step, AttemptMode.REATTACH, "boot-1", null);
  }

  TaskReport started(ClaimedTask task, int step) {
    return new TaskReport.Started(task.taskId(), task.fence(), next(task), step);
  }

  TaskReport output(ClaimedTask task, int step, String text) {
    return output(task, step, OutputStreamName.STDOUT, text.getBytes(StandardCharsets.UTF_8));
  }

  TaskReport output(ClaimedTask task, int step, OutputStreamName stream, byte[] data) {
    String key = task.taskId() + "/" + task.fence() + "/" + step + "/" + stream;
    long offset = offsets.getOrDefault(key, adopted(task, stream));
    offsets.put(key, offset + data.length);
    return new TaskReport.Output(
        task.taskId(), task.fence(), next(task), step, stream, offset, data, null);
  }

  /** Where an adopter goes on. */
  private static long adopted(ClaimedTask task, OutputStreamName stream) {
    if (task.adopt() == null) {
      return 0;
    }
    return stream == OutputStreamName.STDOUT ? task.adopt().stdout() : task.adopt().stderr();
  }

  /** Output of which something was masked. */
  TaskReport masked(ClaimedTask task, int step, String text, long offset, long sourceEnd) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new TaskReport.Output(
        task.taskId(),
        task.fence(),
        next(task),
        step,
        OutputStreamName.STDOUT,
        offset,
        data,
        sourceEnd);
  }

  TaskReport released(ClaimedTask task) {
    return new TaskReport.Released(task.taskId(), task.fence(), next(task));
  }

  TaskReport stepFinished(ClaimedTask task, int step, Integer exitCode, String note) {
    return new TaskReport.StepFinished(
        task.taskId(), task.fence(), next(task), step, exitCode, note);
  }

  TaskReport finished(ClaimedTask task, TaskState state, Integer exitCode) {
    return finished(task, state, exitCode, ErrorClass.COMMAND);
  }

  TaskReport finished(ClaimedTask task, TaskState state, Integer exitCode, ErrorClass category) {
    TaskError error =
        state == TaskState.SUCCEEDED ? null : new TaskError(category, "It said " + exitCode);
    CancelOutcome cancel = state == TaskState.CANCELLED ? CancelOutcome.CONFIRMED : null;
    return new TaskReport.Finished(
        task.taskId(), task.fence(), next(task), state, exitCode, error, cancel);
  }

  /** A whole task of one step. */
  List<TaskReport> run(ClaimedTask task, String text, int exitCode) {
    List<TaskReport> reports = new ArrayList<>();
    reports.add(dispatched(task, 0));
    reports.add(output(task, 0, text));
    reports.add(stepFinished(task, 0, exitCode, null));
    reports.add(finished(task, exitCode == 0 ? TaskState.SUCCEEDED : TaskState.FAILED, exitCode));
    return reports;
  }

  private long next(ClaimedTask task) {
    return numbers.merge(task.taskId() + "/" + task.fence(), 1L, Long::sum);
  }
}
