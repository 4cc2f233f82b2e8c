package io.opsconductor.executions;

import io.opsconductor.contracts.executions.Heartbeat;
import io.opsconductor.contracts.executions.HeartbeatReply;
import io.opsconductor.contracts.executions.TaskLease;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.executions.TaskStore.Renewed;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Renews the leases of a worker, by the database's clock, and confirms them to secrets. */
final class RenewLeases {
  private final Db db;
  private final TaskStore tasks;
  private final Duration lease;

  RenewLeases(Db db, TaskStore tasks, Duration lease) {
    this.db = db;
    this.tasks = tasks;
    this.lease = lease;
  }

  HeartbeatReply handle(Heartbeat request, Call call) {
    List<Renewed> renewed =
        request.leases().isEmpty()
            ? List.of()
            : tasks.renew(db, request.nodeId(), request.epoch(), request.leases());
    List<UUID> held = renewed.stream().map(Renewed::taskId).toList();
    Set<UUID> known = new HashSet<>(held);
    return new HeartbeatReply(
        lease.toMillis(),
        held,
        request.leases().stream().map(TaskLease::taskId).filter(id -> !known.contains(id)).toList(),
        renewed.stream().filter(Renewed::cancel).map(Renewed::taskId).toList());
  }

  LeaseGrant verify(LeaseRef request, Call call) {
    return tasks
        .grant(db, request)
        .filter(grant -> grant.credentialId() != null)
        .orElseGet(LeaseGrant::dead);
  }
}
