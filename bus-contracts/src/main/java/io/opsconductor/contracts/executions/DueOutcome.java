package io.opsconductor.contracts.executions;

import java.time.Instant;
import java.util.UUID;

/**
 * What became of a run that a schedule asks for.
 *
 * @param executionId of {@code started} the execution, of {@code overlaps} and {@code waits} the
 *     one that is in its way; else null
 * @param startedAt when the execution was made, by the clock of its database; null unless started
 * @param code of the refusal, as of an error; null unless refused
 * @param retryable whether asking again may help, because something did not answer; null unless
 *     refused
 */
public record DueOutcome(
    DueResult result,
    UUID executionId,
    Instant startedAt,
    String code,
    String detail,
    Boolean retryable) {}
