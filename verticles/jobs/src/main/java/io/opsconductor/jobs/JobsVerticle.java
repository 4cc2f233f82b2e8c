package io.opsconductor.jobs;

import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of jobs. */
final class JobsVerticle extends ServiceVerticle {
  private final SaveJob save;
  private final DeleteJob delete;
  private final FindJobs find;

  JobsVerticle(GroupContext context, SaveJob save, DeleteJob delete, FindJobs find) {
    super(context);
    this.save = save;
    this.delete = delete;
    this.find = find;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(JobOperations.CREATE, save::create);
    server.serve(JobOperations.UPDATE, save::update);
    server.serve(JobOperations.DELETE, delete::handle);
    server.serve(JobOperations.GET, find::get);
    server.serve(JobOperations.LIST, find::list);
    server.serve(JobOperations.LIST_VERSIONS, find::versions);
    server.serve(JobOperations.MATCH, find::match);
    server.serve(JobOperations.TARGET_USES, find::targetUses);
  }
}
