package io.opsconductor.schedules;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueExecutions;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueOutcomes;
import io.opsconductor.contracts.executions.DueResult;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionEnd;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.contracts.executions.ExecutionIds;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.FindDue;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.executions.StartDue;
import io.opsconductor.platform.bus.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What executions promises to schedules, kept in memory: a due time is one execution for ever, and
 * runs of a schedule overlap only where that is allowed. Executions themselves are tested there.
 */
final class Runs {
  /** An execution, by schedule and due time. */
  record Key(UUID scheduleId, Instant dueAt) {}

  /** One that was made. */
  static final class Run {
    final UUID id = Ids.next();
    final Instant madeAt = Instant.now();
    final String startedBy;
    final DueRun asked;
    ExecutionState state = ExecutionState.QUEUED;

    Run(String startedBy, DueRun asked) {
      this.startedBy = startedBy;
      this.asked = asked;
    }
  }

  private final Map<Key, Run> made = new LinkedHashMap<>();
  private OpsException refusal;
  private boolean dumb;

  /** Every run is refused from now on; null for none. */
  synchronized void refuse(OpsException with) {
    refusal = with;
  }

  /** Runs are made from now on, and nobody is answered. */
  synchronized void answerNobody(boolean on) {
    dumb = on;
  }

  synchronized List<Run> all() {
    return List.copyOf(made.values());
  }

  synchronized List<Run> of(UUID scheduleId) {
    return made.values().stream().filter(run -> run.asked.scheduleId().equals(scheduleId)).toList();
  }

  synchronized void end(Run run, ExecutionState state) {
    run.state = state;
  }

  synchronized DueOutcomes start(StartDue request, Call call) {
    DueOutcomes outcomes =
        new DueOutcomes(
            request.runs().stream().map(run -> start(run, call.user().username())).toList());
    if (dumb) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "The answer is lost");
    }
    return outcomes;
  }

  private DueOutcome start(DueRun run, String by) {
    Run known = made.get(new Key(run.scheduleId(), run.dueAt()));
    if (known != null) {
      return outcome(DueResult.STARTED, known.id);
    }
    if (refusal != null) {
      return refused(refusal);
    }
    Run going = going(run.scheduleId());
    if (going != null && run.overlap() != OverlapPolicy.ALLOW) {
      if (run.overlap() == OverlapPolicy.REPLACE) {
        going.state = ExecutionState.CANCELLING;
      }
      boolean waits = run.overlap() != OverlapPolicy.SKIP;
      return outcome(waits ? DueResult.WAITS : DueResult.OVERLAPS, going.id);
    }
    Run begun = new Run(by, run);
    made.put(new Key(run.scheduleId(), run.dueAt()), begun);
    return outcome(DueResult.STARTED, begun.id);
  }

  private Run going(UUID scheduleId) {
    return of(scheduleId).stream().filter(run -> !run.state.terminal()).findFirst().orElse(null);
  }

  private static DueOutcome outcome(DueResult result, UUID executionId) {
    Instant started = result == DueResult.STARTED ? Instant.now() : null;
    return new DueOutcome(result, executionId, started, null, null, null);
  }

  private static DueOutcome refused(OpsException why) {
    return new DueOutcome(
        DueResult.REFUSED, null, null, why.code(), why.getMessage(), why.retryable());
  }

  synchronized DueExecutions find(FindDue request, Call call) {
    return new DueExecutions(
        request.due().stream()
            .filter(due -> made.containsKey(new Key(due.scheduleId(), due.dueAt())))
            .map(
                due -> {
                  Run run = made.get(new Key(due.scheduleId(), due.dueAt()));
                  return new DueExecution(due.scheduleId(), due.dueAt(), run.id, run.madeAt);
                })
            .toList());
  }

  synchronized Empty check(DueRun run, Call call) {
    if (refusal != null) {
      throw refusal;
    }
    return Empty.INSTANCE;
  }

  synchronized ExecutionEnds ends(ExecutionIds request, Call call) {
    Instant now = Instant.now();
    return new ExecutionEnds(
        made.values().stream()
            .filter(run -> request.ids().contains(run.id) && run.state.terminal())
            .map(run -> new ExecutionEnd(run.id, run.state, now.minusMillis(1500), now))
            .toList(),
        request.ids().stream()
            .filter(id -> made.values().stream().noneMatch(run -> run.id.equals(id)))
            .toList());
  }
}
