package io.opsconductor.platform.testing;

import io.opsconductor.contracts.Operation;
import io.opsconductor.platform.bus.OperationHandler;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.group.ServiceVerticle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Another service, as far as a test needs it. */
final class StandIn implements ServiceGroup {
  private final String name;
  private final List<Consumer<OperationServer>> operations = new ArrayList<>();

  StandIn(String name) {
    this.name = name;
  }

  <Q, R> void serve(Operation<Q, R> operation, OperationHandler<Q, R> handler) {
    operations.add(server -> server.serve(operation, handler));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public GroupParts build(GroupContext context) {
    return GroupParts.of(() -> new Edge(context));
  }

  private final class Edge extends ServiceVerticle {
    Edge(GroupContext context) {
      super(context);
    }

    @Override
    protected void serve(OperationServer server) {
      operations.forEach(operation -> operation.accept(server));
    }
  }
}
