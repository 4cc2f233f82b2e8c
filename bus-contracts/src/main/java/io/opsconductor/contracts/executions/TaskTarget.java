package io.opsconductor.contracts.executions;

import java.util.UUID;

/** The target of a task, as it was called when the execution was made. */
public record TaskTarget(UUID id, String name) {}
