package io.opsconductor.workers;

import io.opsconductor.contracts.executions.ClaimedTasks;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.ReportReply;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.executions.TaskReport;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.contracts.targets.HostKeyVerdict;
import java.util.List;
import java.util.UUID;

/**
 * All that a worker sees of the rest of the system, so that it need not be a member of the bus.
 * Every method blocks its (virtual) thread and throws {@link
 * io.opsconductor.contracts.OpsException}.
 */
interface TaskSource {

  /** Asks for at most so many tasks. When the answer is lost the tasks go back to the queue. */
  ClaimedTasks claim(int slots);

  /** Renews leases. */
  HeartbeatReply heartbeat(List<TaskLease> leases);

  /** Stores reports, in one transaction. May be asked again with the same ones. */
  ReportReply report(List<TaskReport> reports);

  /** The secret for a task or a connection test that this node holds a live lease on. */
  CredentialMaterial credential(LeaseOf lease, UUID credentialId, int version);

  /** Tells of a first key of a target, before any credential is sent to it. */
  HostKeyVerdict observeHostKey(UUID organizationId, UUID targetId, String hostKey);

  /**
   * Names a lease.
   *
   * @param issuer the service that gave it, {@code executions} or {@code targets}
   */
  record LeaseOf(String issuer, UUID id, long fence) {}
}
