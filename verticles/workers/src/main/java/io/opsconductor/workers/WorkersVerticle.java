package io.opsconductor.workers;

import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import io.opsconductor.contracts.workers.TestConnection;
import io.opsconductor.contracts.workers.WorkerOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;
import io.opsconductor.workers.TaskSource.LeaseOf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The bus edge: hints of work, of cancels and of changed targets, and connection tests. */
final class WorkersVerticle extends ServiceVerticle {

  private final GroupContext group;
  private final TaskLoop loop;
  private final LeaseKeeper leases;
  private final TaskConnections connections;
  private List<MessageConsumer<Buffer>> hints = List.of();

  WorkersVerticle(
      GroupContext group, TaskLoop loop, LeaseKeeper leases, TaskConnections connections) {
    super(group);
    this.group = group;
    this.loop = loop;
    this.leases = leases;
    this.connections = connections;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(WorkerOperations.TEST_CONNECTION, (request, call) -> test(request));
    hints =
        List.of(
            group.hints().subscribe(ExecutionOperations.WORK_AVAILABLE, hint -> loop.nudge()),
            group
                .hints()
                .subscribe(
                    ExecutionOperations.CANCEL_ASKED,
                    hint -> leases.cancelAsked(hint.executionId())),
            group.hints().subscribe(Changed.HINT, connections::changed));
    loop.instanceCame();
  }

  @Override
  public Future<?> stop() {
    loop.instanceWent();
    return Future.join(hints.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .compose(gone -> super.stop());
  }

  /** SSH blocks its thread, so that it never runs on the verticle's. */
  private ConnectionTestResult test(TestConnection request) {
    CompletableFuture<ConnectionTestResult> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("connection-test-" + request.connection().targetId())
        .start(() -> complete(request, result));
    return Future.fromCompletionStage(result).await();
  }

  private void complete(TestConnection request, CompletableFuture<ConnectionTestResult> result) {
    try {
      result.complete(
          connections.test(
              request.connection(),
              new LeaseOf("targets", request.leaseId(), request.fence()),
              Duration.ofMillis(request.connectTimeoutMs())));
    } catch (RuntimeException | InterruptedException e) {
      result.completeExceptionally(e);
    }
  }
}
