package io.opsconductor.platform.group;

import io.micrometer.core.instrument.MeterRegistry;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.bus.NodeDirectory;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.config.Section;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.ContextVerifier;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.denial.DenialLog;
import io.opsconductor.platform.outbox.Outbox;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a node gives to a group that it starts.
 *
 * @param nodeId and {@code epoch} name this process
 * @param database empty for a group that owns none
 * @param server makes a server for the verticle instance whose context is current
 * @param signer of this group
 * @param denials tells of what was refused; what operations refuse is told without being asked
 * @param access decides what a caller may do to which object
 * @param quota how many things an organization may have
 * @param config the group's section of the configuration
 * @param health of the node: whether it has started, drains, and which of its parts work
 */
public record GroupContext(
    String nodeId,
    String epoch,
    Vertx vertx,
    Optional<Db> database,
    BusClient bus,
    HintBus hints,
    NodeDirectory directory,
    Supplier<OperationServer> server,
    ContextSigner signer,
    ContextVerifier verifier,
    Outbox outbox,
    DenialLog denials,
    AccessDecisions access,
    OrganizationQuota quota,
    Section config,
    MeterRegistry metrics,
    Clock clock,
    NodeHealth health) {
  /** The database of a group that owns one. */
  public Db db() {
    return database.orElseThrow(() -> new IllegalStateException("This group owns no database"));
  }
}
