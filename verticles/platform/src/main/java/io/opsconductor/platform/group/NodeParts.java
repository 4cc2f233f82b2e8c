package io.opsconductor.platform.group;

import io.micrometer.core.instrument.MeterRegistry;
import io.opsconductor.platform.bus.Breakers;
import io.opsconductor.platform.bus.NodeDirectory;
import io.opsconductor.platform.bus.OperationMetrics;
import io.opsconductor.platform.context.ContextVerifier;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;

/** What all groups of a node share. */
record NodeParts(
    String nodeId,
    String epoch,
    String version,
    Instant startedAt,
    Vertx vertx,
    NodeDirectory directory,
    Breakers breakers,
    ContextVerifier verifier,
    OperationMetrics operationMetrics,
    MeterRegistry metrics,
    Clock clock,
    NodeHealth health) {}
