package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A task as shown.
 *
 * @param exitCode of the first failing step, else of the last; absent when none ended
 * @param attempt 1 for the first; 0 before it
 * @param durationMs from the claim to the end, or until now; absent before it
 * @param cancel only for a cancelled task
 * @param note what else there is to know, for example that a child process kept the output open
 * @param mode of the latest attempt of a step; absent before anything was dispatched
 * @param startedAt when a worker last began with it; absent before
 * @param finishedAt absent before the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
    UUID id,
    TaskTarget target,
    TaskState state,
    Integer exitCode,
    int attempt,
    Long durationMs,
    TaskError error,
    CancelOutcome cancel,
    String note,
    AttemptMode mode,
    Instant startedAt,
    Instant finishedAt) {}
