package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An execution as shown.
 *
 * @param jobId absent for an ad hoc execution
 * @param jobVersion the version that is run; absent for an ad hoc execution
 * @param name of the job, or the beginning of the command
 * @param counts {@code total} and every state of tasks by its name
 * @param rerunOf the execution that this one repeats
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionView(
    UUID id,
    ExecutionState state,
    UUID jobId,
    Integer jobVersion,
    String name,
    Map<String, Integer> counts,
    String startedBy,
    UUID rerunOf,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt) {
  public ExecutionView {
    counts = Map.copyOf(counts);
  }
}
