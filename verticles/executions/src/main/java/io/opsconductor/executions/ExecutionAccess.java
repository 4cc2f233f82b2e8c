package io.opsconductor.executions;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.secrets.AuthorizeUse;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.contracts.users.MatchObject;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.OperationHandler;
import io.opsconductor.platform.database.Db;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a caller may do to which execution: by a grant on it or on its job, and to one's own unless
 * that is denied.
 */
final class ExecutionAccess {
  static final String READ = "execution:read";
  static final String CANCEL = "execution:cancel";
  private static final String RUN = "job:run";
  private static final String USE = "secret:use";

  private final AccessDecisions decisions;
  private final Db db;
  private final ExecutionStore executions;
  private final BusClient bus;

  ExecutionAccess(AccessDecisions decisions, Db db, ExecutionStore executions, BusClient bus) {
    this.decisions = decisions;
    this.db = db;
    this.executions = executions;
    this.bus = bus;
  }

  Reach readable(Call call) {
    return decisions.reach(call, READ, ObjectType.EXECUTION);
  }

  Reach cancellable(Call call) {
    return decisions.reach(call, CANCEL, ObjectType.EXECUTION);
  }

  /** Lets pass who has the permission on the execution. */
  void require(Call call, UUID id, String permission) {
    decisions.require(
        call,
        permission,
        ObjectType.EXECUTION,
        reach -> executions.isWithin(db, id, call.organizationId(), call.user().id(), reach),
        () -> ExecutionStore.unknown(id));
  }

  /** A handler that is reached only with the permission on the execution. */
  <Q, R> OperationHandler<Q, R> guarded(
      String permission, Function<Q, UUID> id, OperationHandler<Q, R> handler) {
    return (request, call) -> {
      require(call, id.apply(request), permission);
      return handler.handle(request, call);
    };
  }

  /**
   * Whoever runs something without a job must be allowed to run everything.
   *
   * @param jobId null without a job
   * @param jobVersion that is run, which is there also when the job was deleted
   */
  void requireRun(Call call, UUID jobId, Integer jobVersion) {
    if (call.user().mayEverywhere(RUN)) {
      return;
    }
    if (jobId == null) {
      throw new OpsException(
          ErrorCode.FORBIDDEN, "Without a job this needs the permission job:run on every job");
    }
    bus.call(JobOperations.GET, new GetJob(jobId, jobVersion, RUN), call);
  }

  /**
   * The targets of a run, all of which the caller may run on with what they sign in with.
   *
   * @param jobId null without a job, and when the caller chose other targets than the job's
   * @param jobVersion that is run
   */
  Permitted runnable(Call call, UUID jobId, Integer jobVersion, TargetSelection selection) {
    ResolveTargets request = new ResolveTargets(selection, "target:run", jobId != null);
    ResolvedTargets resolved = bus.call(TargetOperations.RESOLVE, request, call);
    if (call.user().mayEverywhere(USE)) {
      return new Permitted(resolved.targets(), null, jobId != null);
    }
    boolean throughJob = jobId != null && granted(call, jobId, jobVersion);
    AuthorizeUse use = new AuthorizeUse(resolved.credentialIds(), throughJob);
    bus.call(SecretOperations.AUTHORIZE_USE, use, call);
    return new Permitted(resolved.targets(), resolved.credentialIds(), jobId != null);
  }

  /**
   * Where somebody may run something, and with what.
   *
   * @param credentialIds null for whatever the targets need
   * @param ofJob whether the targets are those of the job, through which more is permitted
   */
  record Permitted(List<TargetRef> targets, List<UUID> credentialIds, boolean ofJob) {
    Permitted {
      targets = List.copyOf(targets);
      credentialIds = credentialIds == null ? null : List.copyOf(credentialIds);
    }
  }

  /**
   * That the caller may be told again of what a request with the same key began: whoever comes with
   * another API token of the same user may perhaps not.
   */
  void requireReplay(Call call, ExecutionView begun) {
    requireRun(call, begun.jobId(), begun.jobVersion());
    if (call.user().may(READ)) {
      require(call, begun.id(), READ);
    }
  }

  /** For users, who explain what somebody may do. */
  ObjectMatches match(MatchObject request, Call call) {
    UUID organizationId = request.organizationId();
    return AccessDecisions.matches(
        request,
        reach -> executions.isWithin(db, request.id(), organizationId, null, reach),
        executions.owner(db, request.id(), organizationId).orElse(null));
  }

  private boolean granted(Call call, UUID jobId, Integer jobVersion) {
    try {
      bus.call(JobOperations.GET, new GetJob(jobId, jobVersion, USE), call);
      return true;
    } catch (OpsException e) {
      if (e.is(ErrorCode.FORBIDDEN)) {
        return false;
      }
      throw e;
    }
  }
}
