package io.opsconductor.contracts.executions;

import java.util.UUID;

/** The log of an execution has grown up to {@code seq}. */
public record LogAppended(UUID executionId, long seq) {}
