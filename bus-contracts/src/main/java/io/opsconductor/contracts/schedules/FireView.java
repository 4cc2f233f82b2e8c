package io.opsconductor.contracts.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.opsconductor.contracts.executions.ExecutionState;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a due time.
 *
 * @param latenessMs between when it was to begin and when it began, was given up or was decided
 *     about; milliseconds
 * @param executionId absent when it is none
 * @param outcome of the execution; absent until it has ended
 * @param reason absent when it ran in time
 * @param detail the reason for people
 * @param asked whether somebody is asked about it, and nobody has answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FireView(
    UUID scheduleId,
    Instant dueAt,
    FireState state,
    Long latenessMs,
    UUID executionId,
    ExecutionState outcome,
    FireReason reason,
    String detail,
    Boolean asked) {}
