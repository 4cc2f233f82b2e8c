package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of executions. */
final class ExecutionsVerticle extends ServiceVerticle {
  private final UseCases useCases;

  /** What is served. */
  record UseCases(
      Start start,
      Rerun rerun,
      Cancel cancel,
      Claim claim,
      RenewLeases leases,
      StoreReports reports,
      Resolve resolve,
      ShowExecutions executions,
      Summarize summary,
      Search search,
      ShowLog log) {}

  ExecutionsVerticle(GroupContext context, UseCases useCases) {
    super(context);
    this.useCases = useCases;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(ExecutionOperations.START, useCases.start()::handle);
    server.serve(ExecutionOperations.RERUN, useCases.rerun()::handle);
    server.serve(ExecutionOperations.CANCEL, useCases.cancel()::handle);
    server.serve(ExecutionOperations.GET, useCases.executions()::get);
    server.serve(ExecutionOperations.SUMMARY, useCases.summary()::handle);
    server.serve(ExecutionOperations.SEARCH_OUTPUT, useCases.search()::handle);
    server.serve(ExecutionOperations.LIST, useCases.executions()::list);
    server.serve(ExecutionOperations.LIST_TASKS, useCases.executions()::listTasks);
    server.serve(ExecutionOperations.LIST_ATTEMPTS, useCases.executions()::listAttempts);
    server.serve(ExecutionOperations.RESOLVE_TASK, useCases.resolve()::handle);
    server.serve(ExecutionOperations.TARGET_USES, useCases.executions()::targetUses);
    server.serve(ExecutionOperations.READ_LOG, useCases.log()::read);
    server.serve(ExecutionOperations.READ_OUTPUT, useCases.log()::readOutput);
    server.serve(ExecutionOperations.CLAIM, useCases.claim()::handle);
    server.serve(ExecutionOperations.HEARTBEAT, useCases.leases()::handle);
    server.serve(ExecutionOperations.VERIFY_LEASE, useCases.leases()::verify);
    server.serve(ExecutionOperations.REPORT, useCases.reports()::handle);
  }
}
