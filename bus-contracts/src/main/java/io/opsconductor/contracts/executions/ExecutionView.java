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
 * @param trigger the due time of a schedule that it runs for; absent for one that somebody started
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
    ExecutionTrigger trigger,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt) {
  /** One that somebody started. */
  public ExecutionView(
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
    this(
        id,
        state,
        jobId,
        jobVersion,
        name,
        counts,
        startedBy,
        rerunOf,
        null,
        createdAt,
        startedAt,
        finishedAt);
  }

  public ExecutionView {
    counts = Map.copyOf(counts);
  }
}
