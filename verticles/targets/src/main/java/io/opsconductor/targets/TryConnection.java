package io.opsconductor.targets;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.contracts.workers.TestConnection;
import io.opsconductor.contracts.workers.WorkerOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Lets a worker try the connection to a target. A lease of its own, for as long as the test runs,
 * allows the worker to read the one credential. A test shows the host that credential, so it needs
 * the right to use it.
 */
final class TryConnection {
  private final Db db;
  private final BusClient bus;
  private final CredentialClaims credentials;
  private final TargetAccess access;
  private final Duration connectTimeout;

  TryConnection(
      Db db,
      BusClient bus,
      CredentialClaims credentials,
      TargetAccess access,
      Duration connectTimeout) {
    this.db = db;
    this.bus = bus;
    this.credentials = credentials;
    this.access = access;
    this.connectTimeout = connectTimeout;
  }

  ConnectionTestResult test(IdRequest request, Call call) {
    access.require(new TargetStore(db), call, request.id(), "target:test");
    TargetConnection connection = connection(request.id(), call);
    credentials.requireUse(connection.credentialId(), call);
    UUID leaseId = Ids.next();
    ConnectionTestStore leases = new ConnectionTestStore(db);
    long fence = leases.begin(leaseId, connection, call.user());
    try {
      return bus.callAsService(
          WorkerOperations.TEST_CONNECTION,
          new TestConnection(leaseId, fence, connection, connectTimeout.toMillis()),
          call);
    } finally {
      leases.end(leaseId);
    }
  }

  private TargetConnection connection(UUID targetId, Call call) {
    UUID organizationId = call.organizationId();
    TargetConnection found =
        new TargetStore(db)
            .connections(organizationId, List.of(targetId)).stream()
                .findFirst()
                .orElseThrow(() -> ShowTargets.unknown(targetId));
    return found.withCredentialVersion(
        credentials.currentVersion(organizationId, found.credentialId(), call));
  }

  /**
   * For secrets. Which node tests is not known beforehand; the fence is known to that one alone.
   */
  LeaseGrant verify(LeaseRef lease, Call call) {
    return new ConnectionTestStore(db).live(lease.id(), lease.fence()).orElseGet(LeaseGrant::dead);
  }
}
