package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionSummary;
import io.opsconductor.contracts.executions.OutputGroup;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts targets together that ended alike and printed the same. */
final class Summarize {
  private static final int MAX_GROUPS = 100;
  private static final int MAX_TARGETS = 100;
  private static final int SAMPLE_BYTES = 4096;

  private final Db db;
  private final ExecutionStore executions;
  private final SummaryStore outcomes = new SummaryStore();
  private final ShowLog log;

  Summarize(Db db, ExecutionStore executions, ShowLog log) {
    this.db = db;
    this.executions = executions;
    this.log = log;
  }

  ExecutionSummary handle(IdRequest request, Call call) {
    UUID organizationId = call.organizationId();
    executions.get(db, request.id(), organizationId);
    List<Map.Entry<TaskOutcome.Key, List<TaskOutcome>>> groups =
        grouped(outcomes.outcomes(db, request.id(), organizationId));
    List<OutputGroup> shown =
        groups.stream()
            .limit(MAX_GROUPS)
            .map(group -> view(request.id(), call, group.getKey(), group.getValue()))
            .toList();
    return new ExecutionSummary(shown, groups.size() - shown.size());
  }

  /** Largest first; those of one size by their first target. */
  private static List<Map.Entry<TaskOutcome.Key, List<TaskOutcome>>> grouped(
      List<TaskOutcome> tasks) {
    Map<TaskOutcome.Key, List<TaskOutcome>> groups = new LinkedHashMap<>();
    tasks.forEach(task -> groups.computeIfAbsent(task.key(), key -> new ArrayList<>()).add(task));
    List<Map.Entry<TaskOutcome.Key, List<TaskOutcome>>> sorted = new ArrayList<>(groups.entrySet());
    sorted.sort(Comparator.comparing(group -> -group.getValue().size()));
    return sorted;
  }

  private OutputGroup view(
      UUID executionId, Call call, TaskOutcome.Key key, List<TaskOutcome> tasks) {
    return new OutputGroup(
        key.state(),
        key.exitCode(),
        key.outputHash(),
        key.stdoutBytes(),
        key.stderrBytes(),
        tasks.size(),
        tasks.stream().limit(MAX_TARGETS).map(TaskOutcome::target).toList(),
        Math.max(0, tasks.size() - MAX_TARGETS),
        key.stdoutBytes() == 0 ? "" : sample(executionId, call, tasks.getFirst().taskId()));
  }

  private String sample(UUID executionId, Call call, UUID taskId) {
    ReadOutput beginning =
        new ReadOutput(
            executionId, taskId, OutputStreamName.STDOUT, null, SAMPLE_BYTES, null, null);
    try {
      byte[] data = log.readOutput(beginning, call).data();
      int whole = data.length - Utf8.incompleteTail(data);
      return new String(Arrays.copyOf(data, whole), StandardCharsets.UTF_8);
    } catch (OpsException e) {
      if (e.is(ErrorCode.LOG_EXPIRED)) {
        return "";
      }
      throw e;
    }
  }
}
