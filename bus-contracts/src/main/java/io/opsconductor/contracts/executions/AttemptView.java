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
 * @param stdoutBytes how much the target printed there, kept or not
 * @param stderrBytes likewise
 * @param stdoutSha256 of all of it, in hexadecimal; absent while it may go on, and for what an
 *     earlier release stored
 * @param stderrSha256 likewise
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
    long stdoutBytes,
    long stderrBytes,
    String stdoutSha256,
    String stderrSha256,
    Instant startedAt,
    Instant finishedAt) {}
