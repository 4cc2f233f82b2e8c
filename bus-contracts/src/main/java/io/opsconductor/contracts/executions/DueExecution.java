package io.opsconductor.contracts.executions;

import java.time.Instant;
import java.util.UUID;

/**
 * That a due time is an execution.
 *
 * @param startedAt when the execution was made, by the clock of its database
 */
public record DueExecution(UUID scheduleId, Instant dueAt, UUID executionId, Instant startedAt) {}
