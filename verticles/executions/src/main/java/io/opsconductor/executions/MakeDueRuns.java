package io.opsconductor.executions;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes executions of due times, in one transaction unless they have very many targets. Which of
 * them can be made the constraints of the table decide; whoever comes second answers as it finds
 * things then.
 */
final class MakeDueRuns {
  /** Of one transaction. */
  private static final int MOST_TASKS = 20_000;

  private static final Comparator<NewExecution> BY_DUE_TIME =
      Comparator.comparing((NewExecution one) -> one.due().scheduleId())
          .thenComparing(one -> one.due().dueAt());

  private final Db db;
  private final ExecutionStore executions;
  private final DueStore dueRuns;
  private final MakeExecutions making;
  private final OrganizationQuota quota;

  MakeDueRuns(
      Db db,
      ExecutionStore executions,
      DueStore dueRuns,
      MakeExecutions making,
      OrganizationQuota quota) {
    this.db = db;
    this.executions = executions;
    this.dueRuns = dueRuns;
    this.making = making;
    this.quota = quota;
  }

  /** A run that nothing is known to be in the way of. */
  record Prepared(int place, DueRun run, NewExecution execution) {}

  /** How many there was room for, and when those were made that were. */
  private record Made(int room, Map<UUID, Instant> times) {}

  /**
   * Makes them.
   *
   * @param state is told of what was made
   * @return what became of each, by its place
   */
  Map<Integer, DueOutcome> make(List<Prepared> prepared, DueState state, Call call) {
    Map<Integer, DueOutcome> outcomes = new HashMap<>();
    if (prepared.isEmpty()) {
      return outcomes;
    }
    try {
      OrganizationLimits limits = quota.limits(call);
      for (List<Prepared> part : parts(prepared)) {
        make(part, limits, state, call, outcomes);
      }
    } catch (OpsException e) {
      prepared.forEach(one -> outcomes.putIfAbsent(one.place(), DueAnswer.refused(e)));
    }
    return outcomes;
  }

  private static List<List<Prepared>> parts(List<Prepared> prepared) {
    List<List<Prepared>> parts = new ArrayList<>();
    int tasks = MOST_TASKS;
    for (Prepared one : prepared) {
      tasks += one.execution().targets().size();
      if (tasks > MOST_TASKS) {
        parts.add(new ArrayList<>());
        tasks = one.execution().targets().size();
      }
      parts.getLast().add(one);
    }
    return parts;
  }

  private void make(
      List<Prepared> part,
      OrganizationLimits limits,
      DueState state,
      Call call,
      Map<Integer, DueOutcome> outcomes) {
    Made made = db.transaction(tx -> make(tx, part, limits, call));
    FaultPoint.EXECUTIONS_CREATED.pass();
    List<Prepared> late = new ArrayList<>();
    for (Prepared one : part.subList(0, made.room())) {
      Instant createdAt = made.times().get(one.execution().id());
      if (createdAt == null) {
        late.add(one);
      } else {
        outcomes.put(one.place(), started(one, createdAt, state));
      }
    }
    for (Prepared one : part.subList(made.room(), part.size())) {
      OpsException full =
          OrganizationQuota.reached(limits.executions(), ExecutionStore.GOING_THINGS);
      outcomes.put(one.place(), DueAnswer.refused(full));
    }
    answerLate(late, state, call, outcomes);
  }

  private Made make(Tx tx, List<Prepared> part, OrganizationLimits limits, Call call) {
    int room =
        Math.min(
            part.size(),
            OrganizationQuota.room(
                tx,
                call.organizationId(),
                limits.executions(),
                () -> executions.going(tx, call.organizationId())));
    List<NewExecution> fitting =
        part.stream().limit(room).map(Prepared::execution).sorted(BY_DUE_TIME).toList();
    return new Made(room, fitting.isEmpty() ? Map.of() : making.make(tx, call, fitting));
  }

  private static DueOutcome started(Prepared one, Instant createdAt, DueState state) {
    UUID id = one.execution().id();
    DueStore.DueTime time = DueStore.DueTime.of(one.run());
    state.started(time, new DueState.Started(id, createdAt));
    state.going(time.scheduleId(), new DueState.Going(id, time.dueAt(), false));
    return DueAnswer.started(id, createdAt);
  }

  private void answerLate(
      List<Prepared> late, DueState state, Call call, Map<Integer, DueOutcome> outcomes) {
    if (late.isEmpty()) {
      return;
    }
    dueRuns.read(db, call.organizationId(), late.stream().map(Prepared::run).toList(), state);
    for (Prepared one : late) {
      outcomes.put(one.place(), state.decided(one.run()).orElseGet(DueAnswer::tryAgain));
    }
  }
}
