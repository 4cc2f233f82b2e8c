package io.opsconductor.contracts.executions;

import java.util.UUID;

/** Tasks of an execution are to be stopped: workers that hold some send a heartbeat at once. */
public record CancelAsked(UUID executionId) {}
