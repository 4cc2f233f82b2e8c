package io.opsconductor.workers;

import io.opsconductor.contracts.node.QueueStatus;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.PeriodicTask;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.workers.ssh.SshConnector;
import io.opsconductor.workers.ssh.SshPool;
import java.time.Duration;

/** Runs tasks on targets over SSH. Owns no database and decides nothing: executions does. */
public final class WorkersGroup implements ServiceGroup {

  private static final Duration CREDENTIAL_UNUSED = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "workers";
  }

  @Override
  public GroupParts build(GroupContext context) {
    WorkersConfig config = WorkersConfig.of(context.config());
    TaskSource source = new BusTaskSource(context.bus(), context.nodeId(), context.epoch());
    SshConnector connector = new SshConnector(config.ssh());
    SshPool pool = new SshPool(config.ssh());
    CredentialCache credentials = new CredentialCache(CREDENTIAL_UNUSED);
    LeaseKeeper leases = new LeaseKeeper(source);
    Reporter reporter = new Reporter(source, leases::fenced);
    TaskConnections connections = new TaskConnections(source, connector, pool, credentials);
    TaskLoop loop = new TaskLoop(source, config.slots(), reporter, leases, connections);
    context.metrics().gauge("workers.tasks.running", loop, TaskLoop::running);
    context.metrics().gauge("workers.connections.unused", pool, SshPool::size);
    return GroupParts.of(
            () -> new WorkersVerticle(context, loop, leases, connections),
            closing(connector, pool, credentials, reporter),
            new PeriodicTask("workers-credentials", Duration.ofSeconds(2), credentials::sweep),
            leases,
            loop)
        .withDrain(() -> loop.drain(config.drain()))
        .withQueues(() -> QueueStatus.own("running", loop.running(), loop.slots()));
  }

  /** What has nothing to start. */
  private static Background closing(
      SshConnector connector, SshPool pool, CredentialCache credentials, Reporter reporter) {
    return new Background() {
      @Override
      public void start() {
        // everything began when it was built
      }

      @Override
      public void close() {
        reporter.close();
        pool.close();
        connector.close();
        credentials.close();
      }
    };
  }
}
