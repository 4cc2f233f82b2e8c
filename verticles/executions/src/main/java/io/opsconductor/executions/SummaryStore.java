package io.opsconductor.executions;

import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.executions.TaskState;
import io.opsconductor.contracts.executions.TaskTarget;
import io.opsconductor.platform.database.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What became of the tasks of an execution, and what they printed, by its hashes. */
final class SummaryStore {

  /** A task with its last attempts. */
  List<TaskOutcome> outcomes(Sql sql, UUID executionId, UUID organizationId) {
    List<TaskOutcome> outcomes = new ArrayList<>();
    for (Row row : sql.run(SummarySql.OUTCOMES, executionId, organizationId)) {
      UUID id = row.getUUID("id");
      if (outcomes.isEmpty() || !outcomes.getLast().taskId().equals(id)) {
        outcomes.add(outcome(row, id));
      }
      if (row.getInteger("step") != null) {
        outcomes
            .getLast()
            .add(stream(row, OutputStreamName.STDOUT), stream(row, OutputStreamName.STDERR));
      }
    }
    return outcomes;
  }

  private static TaskOutcome outcome(Row row, UUID id) {
    return new TaskOutcome(
        id,
        new TaskTarget(row.getUUID("target_id"), row.getString("target_name")),
        WireNamed.of(TaskState.class, row.getString("state")),
        row.getInteger("exit_code"));
  }

  private static TaskOutcome.Printed stream(Row row, OutputStreamName name) {
    String stream = name.wireName();
    long bytes = row.getLong(stream + "_bytes");
    Buffer whole = row.getBuffer(stream + "_sha256");
    Buffer state = row.getBuffer(stream + "_digest");
    if (whole != null) {
      return new TaskOutcome.Printed(bytes, whole.getBytes());
    }
    return new TaskOutcome.Printed(
        bytes,
        StreamDigest.of(state == null ? null : state.getBytes(), bytes)
            .map(StreamDigest::hash)
            .orElse(null));
  }
}
