package io.opsconductor.contracts.executions;

import java.time.Instant;
import java.util.UUID;

/** That an execution is the run of a schedule that was due at a time. */
public record ExecutionTrigger(UUID scheduleId, Instant dueAt) {}
