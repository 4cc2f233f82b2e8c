package io.opsconductor.contracts.executions;

/** There may be tasks to claim. */
public record WorkAvailable() {}
