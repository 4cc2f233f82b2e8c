package io.opsconductor.contracts.targets;

import java.util.UUID;

/** A target as an execution remembers it, even after it was deleted. */
public record TargetRef(UUID id, String name, String host, int port) {}
