package io.opsconductor.executions;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.platform.access.OrganizationQuota;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.DatabaseErrors;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes executions of due times, in one transaction unless they have very many targets. Which of
 * them can be made the constraints of the table decide; whoever comes second answers as it finds
 * things then. What the database refuses together is made in halves, down to the one it refuses.
 */
final class MakeDueRuns {
  private static final Logger LOG = LoggerFactory.getLogger(MakeDueRuns.class);

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
  private final Clock clock;

  MakeDueRuns(
      Db db,
      ExecutionStore executions,
      DueStore dueRuns,
      MakeExecutions making,
      OrganizationQuota quota,
      Clock clock) {
    this.db = db;
    this.executions = executions;
    this.dueRuns = dueRuns;
    this.making = making;
    this.quota = quota;
    this.clock = clock;
  }

  /** A run that nothing is known to be in the way of. */
  record Prepared(int place, DueRun run, NewExecution execution) {}

  /** How many there was room for, and when those were made that were. */
  private record Made(int room, Map<UUID, Instant> times) {}

  /**
   * What is made for whom.
   *
   * @param outcomes of those that were decided so far, by their places
   */
  private record Asked(
      OrganizationLimits limits, DueState state, Call call, Map<Integer, DueOutcome> outcomes) {}

  /** Whether nobody waits for the answer any more. */
  boolean isLate(Call call) {
    return !clock.instant().isBefore(call.origin().deadline());
  }

  /**
   * Makes them, while there is time.
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
      Asked asked = new Asked(quota.limits(call), state, call, outcomes);
      for (List<Prepared> part : parts(prepared)) {
        make(part, asked);
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

  private void make(List<Prepared> part, Asked asked) {
    if (isLate(asked.call())) {
      part.forEach(one -> asked.outcomes().put(one.place(), DueAnswer.late()));
      return;
    }
    Made made;
    try {
      made = db.transaction(tx -> make(tx, part, asked.limits(), asked.call()));
    } catch (RuntimeException e) {
      if (!DatabaseErrors.isRefusal(e)) {
        throw e;
      }
      makeApart(part, asked, e);
      return;
    }
    answer(part, made, asked);
  }

  private void makeApart(List<Prepared> part, Asked asked, RuntimeException refusal) {
    if (part.size() == 1) {
      Prepared one = part.getFirst();
      LOG.atError()
          .addKeyValue("scheduleId", one.run().scheduleId())
          .addKeyValue("jobId", one.run().jobId())
          .setCause(refusal)
          .log("The database refuses the run of a schedule");
      asked.outcomes().put(one.place(), DueAnswer.failed());
      return;
    }
    int half = part.size() / 2;
    make(part.subList(0, half), asked);
    make(part.subList(half, part.size()), asked);
  }

  private void answer(List<Prepared> part, Made made, Asked asked) {
    FaultPoint.EXECUTIONS_CREATED.pass();
    List<Prepared> late = new ArrayList<>();
    for (Prepared one : part.subList(0, made.room())) {
      Instant createdAt = made.times().get(one.execution().id());
      if (createdAt == null) {
        late.add(one);
      } else {
        asked.outcomes().put(one.place(), started(one, createdAt, asked.state()));
      }
    }
    for (Prepared one : part.subList(made.room(), part.size())) {
      OpsException full =
          OrganizationQuota.reached(asked.limits().executions(), ExecutionStore.GOING_THINGS);
      asked.outcomes().put(one.place(), DueAnswer.refused(full));
    }
    answerLate(late, asked);
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

  private void answerLate(List<Prepared> late, Asked asked) {
    if (late.isEmpty()) {
      return;
    }
    List<DueRun> runs = late.stream().map(Prepared::run).toList();
    dueRuns.read(db, asked.call().organizationId(), runs, asked.state());
    for (Prepared one : late) {
      asked
          .outcomes()
          .put(one.place(), asked.state().decided(one.run()).orElseGet(DueAnswer::tryAgain));
    }
  }
}
