package io.opsconductor.executions;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.ListAttempts;
import io.opsconductor.contracts.executions.ListTasks;
import io.opsconductor.contracts.executions.ReadLog;
import io.opsconductor.contracts.executions.ReadOutput;
import io.opsconductor.contracts.executions.ResolveTask;
import io.opsconductor.contracts.executions.SearchOutput;
import io.opsconductor.platform.bus.OperationHandler;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;
import java.util.UUID;
import java.util.function.Function;

/** The bus edge of executions. */
final class ExecutionsVerticle extends ServiceVerticle {
  private final UseCases useCases;

  /** What is served. */
  record UseCases(
      ExecutionAccess access,
      Start start,
      Rerun rerun,
      StartDueRuns startDue,
      Cancel cancel,
      RunsOfStarters runsOfStarters,
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
    server.serve(ExecutionOperations.START_DUE, useCases.startDue()::handle);
    server.serve(ExecutionOperations.CHECK_DUE, useCases.startDue()::check);
    server.serve(ExecutionOperations.FIND_DUE, useCases.executions()::due);
    server.serve(ExecutionOperations.ENDS, useCases.executions()::ends);
    server.serve(
        ExecutionOperations.CANCEL,
        guarded(ExecutionAccess.CANCEL, IdRequest::id, useCases.cancel()::handle));
    server.serve(
        ExecutionOperations.RESOLVE_TASK,
        read(ResolveTask::executionId, useCases.resolve()::handle));
    server.serve(ExecutionOperations.MATCH, useCases.access()::match);
    server.serve(ExecutionOperations.LIST, useCases.executions()::list);
    server.serve(ExecutionOperations.TARGET_USES, useCases.executions()::targetUses);
    server.serve(ExecutionOperations.WITHDRAW_RUNS, useCases.runsOfStarters()::withdraw);
    server.serve(ExecutionOperations.CANCEL_RUNS, useCases.runsOfStarters()::cancel);
    serveReads(server);
    server.serve(ExecutionOperations.CLAIM, useCases.claim()::handle);
    server.serve(ExecutionOperations.HEARTBEAT, useCases.leases()::handle);
    server.serve(ExecutionOperations.VERIFY_LEASE, useCases.leases()::verify);
    server.serve(ExecutionOperations.REPORT, useCases.reports()::handle);
  }

  private void serveReads(OperationServer server) {
    server.serve(ExecutionOperations.GET, read(IdRequest::id, useCases.executions()::get));
    server.serve(
        ExecutionOperations.DEFINITION, read(IdRequest::id, useCases.executions()::definition));
    server.serve(ExecutionOperations.SUMMARY, read(IdRequest::id, useCases.summary()::handle));
    server.serve(
        ExecutionOperations.SEARCH_OUTPUT,
        read(SearchOutput::executionId, useCases.search()::handle));
    server.serve(
        ExecutionOperations.LIST_TASKS,
        read(ListTasks::executionId, useCases.executions()::listTasks));
    server.serve(
        ExecutionOperations.LIST_ATTEMPTS,
        read(ListAttempts::executionId, useCases.executions()::listAttempts));
    server.serve(ExecutionOperations.READ_LOG, read(ReadLog::executionId, useCases.log()::read));
    server.serve(
        ExecutionOperations.READ_OUTPUT, read(ReadOutput::executionId, useCases.log()::readOutput));
  }

  private <Q, R> OperationHandler<Q, R> read(Function<Q, UUID> id, OperationHandler<Q, R> handler) {
    return guarded(ExecutionAccess.READ, id, handler);
  }

  private <Q, R> OperationHandler<Q, R> guarded(
      String permission, Function<Q, UUID> id, OperationHandler<Q, R> handler) {
    return useCases.access().guarded(permission, id, handler);
  }
}
