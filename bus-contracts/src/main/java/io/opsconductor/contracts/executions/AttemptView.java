package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An attempt of a step on a target, as shown.
 *
 * @param step counted from 0
 * @param attempt of the task, counted from 1
 * @param mode absent when nothing was dispatched
 * @param exitCode as the target gave it; absent when it gave none
 * @param error absent unless it failed
 * @param startedAt when it was dispatched; absent when it was not
 * @param finishedAt absent while it goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
    int step,
    int attempt,
    AttemptMode mode,
    AttemptState state,
    Integer exitCode,
    TaskError error,
    Instant startedAt,
    Instant finishedAt) {}
