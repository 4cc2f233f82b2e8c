package io.opsconductor.audit;

import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of audit. */
final class AuditVerticle extends ServiceVerticle {
  private final AcceptEvents accept;
  private final ReadEvents read;

  AuditVerticle(GroupContext context, AcceptEvents accept, ReadEvents read) {
    super(context);
    this.accept = accept;
    this.read = read;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(AuditOperations.APPEND, accept::handle);
    server.serve(AuditOperations.LIST, read::handle);
  }
}
