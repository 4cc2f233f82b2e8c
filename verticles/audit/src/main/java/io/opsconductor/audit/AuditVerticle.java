package io.opsconductor.audit;

import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of audit. */
final class AuditVerticle extends ServiceVerticle {
  private final AcceptEvents accept;
  private final ReadEvents read;
  private final ReadActivity activity;

  AuditVerticle(GroupContext context, AcceptEvents accept, ReadEvents read, ReadActivity activity) {
    super(context);
    this.accept = accept;
    this.read = read;
    this.activity = activity;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(AuditOperations.APPEND, accept::handle);
    server.serve(AuditOperations.LIST, read::handle);
    server.serve(AuditOperations.ACTIVITY, activity::handle);
    server.serve(AuditOperations.USER_ACTIVITY, activity::handle);
  }
}
