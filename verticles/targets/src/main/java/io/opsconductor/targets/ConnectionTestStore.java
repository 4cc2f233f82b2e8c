package io.opsconductor.targets;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.platform.database.Sql;
import java.util.Optional;
import java.util.UUID;

/** Leases of the connection tests that go on now. */
final class ConnectionTestStore {
  private final Sql sql;

  ConnectionTestStore(Sql sql) {
    this.sql = sql;
  }

  /** Begins a lease of 30 s; returns its fencing token. */
  long begin(UUID leaseId, TargetConnection connection, CallerContext.User user) {
    return sql.one(
            ConnectionTestSql.ADD,
            row -> row.getLong(0),
            leaseId,
            connection.organizationId(),
            connection.targetId(),
            connection.credentialId(),
            user.id(),
            user.username())
        .orElseThrow();
  }

  Optional<LeaseGrant> live(UUID leaseId, long fence) {
    return sql.one(
        ConnectionTestSql.LIVE,
        row ->
            new LeaseGrant(
                true, row.getUUID(0), row.getUUID(1), row.getUUID(2), row.getString(3), null),
        leaseId,
        fence);
  }

  void end(UUID leaseId) {
    sql.execute(ConnectionTestSql.DELETE, leaseId);
  }

  void forgetOld() {
    sql.execute(ConnectionTestSql.FORGET);
  }
}
