package io.opsconductor.contracts.executions;

import java.time.Instant;
import java.util.UUID;

/**
 * How an execution ended.
 *
 * @param startedAt null when none of its tasks began
 */
public record ExecutionEnd(UUID id, ExecutionState state, Instant startedAt, Instant finishedAt) {}
