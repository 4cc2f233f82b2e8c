package io.opsconductor.contracts.workers;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.targets.TargetConnection;
import java.util.UUID;

/**
 * Asks one worker to try a connection.
 *
 * @param leaseId of the connection test, under which the credential may be asked for
 */
public record TestConnection(
    UUID leaseId, long fence, TargetConnection connection, long connectTimeoutMs) {
  public TestConnection {
    Checks.present(leaseId, "leaseId");
    Checks.present(connection, "connection");
    Checks.range(connectTimeoutMs, "connectTimeoutMs", 1, 60_000);
  }
}
