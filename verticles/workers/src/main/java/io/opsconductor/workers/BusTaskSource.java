package io.opsconductor.workers;

import io.opsconductor.contracts.executions.ClaimTasks;
import io.opsconductor.contracts.executions.ClaimedTasks;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.Heartbeat;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.ReportBatch;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.secrets.ResolveCredential;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.HostKeyVerdict;
import io.opsconductor.contracts.targets.ObserveHostKey;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.platform.bus.BusClient;
import java.util.List;
import java.util.UUID;

/** The task source of a worker that is a member of the bus. */
final class BusTaskSource implements TaskSource {

  private final BusClient bus;
  private final String nodeId;
  private final String epoch;

  BusTaskSource(BusClient bus, String nodeId, String epoch) {
    this.bus = bus;
    this.nodeId = nodeId;
    this.epoch = epoch;
  }

  @Override
  public ClaimedTasks claim(int slots) {
    return bus.call(ExecutionOperations.CLAIM, new ClaimTasks(nodeId, epoch, slots));
  }

  @Override
  public HeartbeatReply heartbeat(List<TaskLease> leases) {
    return bus.call(ExecutionOperations.HEARTBEAT, new Heartbeat(nodeId, epoch, leases));
  }

  @Override
  public ReportReply report(List<TaskReport> reports) {
    return bus.call(ExecutionOperations.REPORT, new ReportBatch(nodeId, reports));
  }

  @Override
  public CredentialMaterial credential(LeaseOf lease, UUID credentialId, int version) {
    return bus.call(
        SecretOperations.RESOLVE,
        new ResolveCredential(
            new LeaseRef(lease.issuer(), lease.id(), lease.fence(), nodeId),
            credentialId,
            version));
  }

  @Override
  public HostKeyVerdict observeHostKey(UUID organizationId, UUID targetId, String hostKey) {
    return bus.call(
        TargetOperations.OBSERVE_HOST_KEY, new ObserveHostKey(organizationId, targetId, hostKey));
  }
}
