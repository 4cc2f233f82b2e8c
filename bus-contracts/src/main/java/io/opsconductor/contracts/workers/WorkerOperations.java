package io.opsconductor.contracts.workers;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import java.time.Duration;

/** Operations of the group {@code workers}. */
public final class WorkerOperations {
  private WorkerOperations() {}

  public static final Operation<TestConnection, ConnectionTestResult> TEST_CONNECTION =
      Operation.idempotent(
              "ops.workers.v1.connection.test",
              TestConnection.class,
              ConnectionTestResult.class,
              Access.services("targets"))
          .withTimeout(Duration.ofSeconds(25));
}
