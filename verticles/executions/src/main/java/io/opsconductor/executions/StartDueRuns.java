package io.opsconductor.executions;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueOutcomes;
import io.opsconductor.contracts.executions.DueResult;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.executions.StartDue;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Decides what becomes of due times. What stands in the database already is answered from there;
 * the rest is prepared and made, all together.
 *
 * <p>Several runs of one schedule that may not overlap are decided one after another: the first of
 * every schedule, then the second of each, and so on.
 */
final class StartDueRuns {
  private final Db db;
  private final DueStore dueRuns;
  private final MakeDueRuns making;
  private final ExecutionAccess access;
  private final Cancel cancel;
  private final BusClient bus;

  StartDueRuns(
      Db db,
      DueStore dueRuns,
      MakeDueRuns making,
      ExecutionAccess access,
      Cancel cancel,
      BusClient bus) {
    this.db = db;
    this.dueRuns = dueRuns;
    this.making = making;
    this.access = access;
    this.cancel = cancel;
    this.bus = bus;
  }

  DueOutcomes handle(StartDue request, Call call) {
    List<DueRun> runs = request.runs();
    DueState state = new DueState();
    dueRuns.read(db, call.organizationId(), runs, state);
    DueJobs jobs = new DueJobs(access, bus, call);
    DueOutcome[] outcomes = new DueOutcome[runs.size()];
    for (List<Integer> turn : turns(runs)) {
      List<MakeDueRuns.Prepared> prepared = new ArrayList<>();
      for (int place : turn) {
        DueRun run = runs.get(place);
        try {
          outcomes[place] = decided(run, state, call).orElse(null);
          if (outcomes[place] == null) {
            prepared.add(new MakeDueRuns.Prepared(place, run, jobs.prepare(run)));
          }
        } catch (OpsException e) {
          outcomes[place] = DueAnswer.refused(e);
        }
      }
      making.make(prepared, state, call).forEach((place, outcome) -> outcomes[place] = outcome);
    }
    return new DueOutcomes(Arrays.asList(outcomes));
  }

  /** That the caller may start the run, and that it could run. */
  Empty check(DueRun run, Call call) {
    try {
      new DueJobs(access, bus, call).prepare(run);
    } catch (OpsException e) {
      if (!e.is(ErrorCode.NO_TARGET_MATCHES)) {
        throw e;
      }
    }
    return Empty.INSTANCE;
  }

  /** Places of the runs that can be decided together. */
  private static List<List<Integer>> turns(List<DueRun> runs) {
    Map<UUID, Integer> turnOf = new HashMap<>();
    Map<Integer, List<Integer>> turns = new TreeMap<>();
    for (int place = 0; place < runs.size(); place++) {
      DueRun run = runs.get(place);
      int next = run.overlap() == OverlapPolicy.ALLOW ? 0 : 1;
      int turn = turnOf.merge(run.scheduleId(), 0, (before, first) -> before + next);
      turns.computeIfAbsent(turn, unseen -> new ArrayList<>()).add(place);
    }
    return List.copyOf(turns.values());
  }

  private Optional<DueOutcome> decided(DueRun run, DueState state, Call call) {
    Optional<DueOutcome> known = state.decided(run);
    if (making.isLate(call)) {
      return known.or(() -> Optional.of(DueAnswer.late()));
    }
    boolean waits = known.filter(one -> one.result() == DueResult.WAITS).isPresent();
    if (waits && run.overlap() == OverlapPolicy.REPLACE) {
      endEarlier(run.scheduleId(), state, call);
    }
    return known;
  }

  private void endEarlier(UUID scheduleId, DueState state, Call call) {
    List<DueState.Going> earlier = state.goingOf(scheduleId);
    for (DueState.Going run : earlier) {
      if (!run.ending()) {
        requireCancel(run.executionId(), call);
        cancel.ifGoing(run.executionId(), call);
      }
    }
    state.forgetGoing(scheduleId);
    earlier.forEach(
        run -> state.going(scheduleId, new DueState.Going(run.executionId(), run.dueAt(), true)));
  }

  /** Whoever the schedule runs as may perhaps not even see what it ran as before. */
  private void requireCancel(UUID executionId, Call call) {
    try {
      access.require(call, executionId, ExecutionAccess.CANCEL);
    } catch (OpsException e) {
      throw e.is(ErrorCode.NOT_FOUND)
          ? AccessDecisions.forbidden(ExecutionAccess.CANCEL, ObjectType.EXECUTION)
          : e;
    }
  }
}
