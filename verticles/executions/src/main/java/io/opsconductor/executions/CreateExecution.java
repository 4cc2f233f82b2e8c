package io.opsconductor.executions;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionView;
import io.opsconductor.contracts.executions.Idempotency;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes an execution with its tasks in one transaction, once for each idempotency key. Of two that
 * come at once with the same key one waits for the other and answers as it did.
 */
final class CreateExecution {
  private final Db db;
  private final ExecutionStore executions;
  private final MakeExecutions making;
  private final IdempotencyStore idempotency;
  private final ExecutionAccess access;
  private final OrganizationQuota quota;

  CreateExecution(
      Db db,
      ExecutionStore executions,
      MakeExecutions making,
      IdempotencyStore idempotency,
      ExecutionAccess access,
      OrganizationQuota quota) {
    this.db = db;
    this.executions = executions;
    this.making = making;
    this.idempotency = idempotency;
    this.access = access;
    this.quota = quota;
  }

  /**
   * A request that may be repeated.
   *
   * @param operation part of the key's scope
   * @param subject what the request was sent to, which the body does not say
   * @param idempotency null for a request without a key
   */
  record Request(String operation, String subject, Idempotency idempotency) {
    String bodyHash() {
      return idempotency.bodyHash() + " " + subject;
    }
  }

  /**
   * Answers as before if the key was used, else makes the execution.
   *
   * @param prepare decides what to run; not called for a key that was used
   */
  ExecutionView once(Request request, Call call, Supplier<NewExecution> prepare) {
    return earlier(request, call).orElseGet(() -> create(request, call, prepare.get()));
  }

  private Optional<ExecutionView> earlier(Request request, Call call) {
    if (request.idempotency() == null) {
      return Optional.empty();
    }
    CallerContext.User user = call.user();
    return idempotency
        .find(db, user.id(), request.operation(), request.idempotency().key())
        .map(used -> replay(request, call, used));
  }

  private ExecutionView replay(Request request, Call call, IdempotencyStore.Used used) {
    if (!used.bodyHash().equals(request.bodyHash())) {
      throw new OpsException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for another request; choose a new one");
    }
    ExecutionView begun = executions.get(db, used.executionId(), call.organizationId());
    access.requireReplay(call, begun);
    return asCreated(begun);
  }

  private ExecutionView create(Request request, Call call, NewExecution execution) {
    OrganizationLimits limits = quota.limits(call);
    Optional<Instant> created =
        db.transaction(
            tx -> {
              if (!takeKey(tx, request, call, execution.id())) {
                return Optional.empty();
              }
              OrganizationQuota.require(
                  tx,
                  call.organizationId(),
                  limits.executions(),
                  ExecutionStore.GOING_THINGS,
                  () -> executions.going(tx, call.organizationId()));
              Map<UUID, Instant> made = making.make(tx, call, List.of(execution));
              return Optional.of(made.get(execution.id()));
            });
    FaultPoint.EXECUTIONS_CREATED.pass();
    return created
        .map(at -> begun(execution, call, at))
        .orElseGet(() -> earlier(request, call).orElseThrow(CreateExecution::keyJustExpired));
  }

  private static ExecutionView begun(NewExecution execution, Call call, Instant createdAt) {
    return new ExecutionView(
        execution.id(),
        ExecutionState.QUEUED,
        execution.jobId(),
        execution.jobVersion(),
        execution.name(),
        TaskCounts.allPending(execution.targets().size()).byName(),
        call.user().username(),
        execution.rerunOf(),
        createdAt,
        null,
        null);
  }

  private boolean takeKey(Tx tx, Request request, Call call, UUID executionId) {
    return request.idempotency() == null
        || idempotency.take(
            tx,
            call.user(),
            request.operation(),
            request.idempotency().key(),
            new IdempotencyStore.Used(request.bodyHash(), executionId));
  }

  /** The answer to the first request and to each repetition is the same. */
  private static ExecutionView asCreated(ExecutionView now) {
    return new ExecutionView(
        now.id(),
        ExecutionState.QUEUED,
        now.jobId(),
        now.jobVersion(),
        now.name(),
        TaskCounts.allPending(now.counts().get("total")).byName(),
        now.startedBy(),
        now.rerunOf(),
        now.createdAt(),
        null,
        null);
  }

  private static OpsException keyJustExpired() {
    return new OpsException(ErrorCode.CONFLICT, "The Idempotency-Key expired just now; try again");
  }
}
