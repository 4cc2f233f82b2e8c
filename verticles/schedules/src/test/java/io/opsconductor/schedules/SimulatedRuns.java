package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueExecution;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueResult;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.ExecutionEnd;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.ExecutionTrigger;
import io.opsconductor.contracts.executions.OverlapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Executions as schedules know it, in the time of the simulation: it loses requests and answers,
 * does what it was asked for when nobody waits for it any more, and refuses now and then.
 */
final class SimulatedRuns implements Executions {
  /** How long after the request it may still be at work on it. */
  static final Duration LATEST = Duration.ofSeconds(44);

  /** The process dies that asked. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** One that was made. */
  static final class Run {
    final UUID id;
    final OverlapPolicy overlap;
    final Instant madeAt;
    final boolean late;
    final ExecutionState end;
    Instant endsAt;

    Run(UUID id, OverlapPolicy overlap, Instant madeAt, boolean late, Instant endsAt, boolean ok) {
      this.id = id;
      this.overlap = overlap;
      this.madeAt = madeAt;
      this.late = late;
      this.endsAt = endsAt;
      this.end = ok ? ExecutionState.SUCCEEDED : ExecutionState.FAILED;
    }

    boolean isOver(Instant now) {
      return !now.isBefore(endsAt);
    }
  }

  private record Delayed(Instant at, List<DueRun> runs) {}

  final Map<Runs.Key, Run> made = new LinkedHashMap<>();
  private final Map<UUID, Run> byId = new HashMap<>();
  private final Map<UUID, List<Run>> going = new HashMap<>();
  private final List<Delayed> delayed = new ArrayList<>();
  private final Random random;
  private final Supplier<Instant> now;
  boolean faulty = true;
  int faults;
  int gone;

  SimulatedRuns(Random random, Supplier<Instant> now) {
    this.random = random;
    this.now = now;
  }

  @Override
  public List<DueOutcome> start(UUID identity, List<DueRun> runs) throws IdentityGone {
    int dice = faulty ? random.nextInt(200) : 200;
    if (dice < 10) {
      faults++;
    }
    if (dice == 0) {
      gone++;
      throw new IdentityGone(new OpsException(ErrorCode.FORBIDDEN, "ann is disabled"));
    }
    if (dice < 3) {
      throw lost();
    }
    if (dice < 6) {
      long after = 1 + random.nextLong(LATEST.toMillis());
      delayed.add(new Delayed(now.get().plusMillis(after), runs));
      throw lost();
    }
    List<DueOutcome> outcomes = runs.stream().map(run -> start(run, false)).toList();
    if (dice < 8) {
      throw lost();
    }
    if (dice < 10) {
      throw new Crash();
    }
    return outcomes;
  }

  private static OpsException lost() {
    return new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "Executions does not answer");
  }

  /** When the first request is worked on that nobody waits for; null when there is none. */
  Instant nextDelayed() {
    return delayed.stream().map(Delayed::at).min(Instant::compareTo).orElse(null);
  }

  /** Works on what was asked for a while ago, when its time has come. */
  void workOff() {
    for (Delayed one : List.copyOf(delayed)) {
      if (!one.at().isAfter(now.get())) {
        delayed.remove(one);
        one.runs().forEach(run -> start(run, true));
      }
    }
  }

  private DueOutcome start(DueRun run, boolean late) {
    Run known = made.get(new Runs.Key(run.scheduleId(), run.dueAt()));
    if (known != null) {
      return new DueOutcome(DueResult.STARTED, known.id, known.madeAt, null, null, null);
    }
    int dice = faulty ? random.nextInt(200) : 200;
    if (dice < 3) {
      ErrorCode[] codes = {
        ErrorCode.BAD_PARAMETERS, ErrorCode.LIMIT_REACHED, ErrorCode.SERVICE_UNAVAILABLE
      };
      return refused(codes[dice], dice == 2);
    }
    List<Run> earlier = going.computeIfAbsent(run.scheduleId(), id -> new ArrayList<>());
    earlier.removeIf(one -> one.isOver(now.get()));
    if (!earlier.isEmpty() && run.overlap() != OverlapPolicy.ALLOW) {
      return waits(run, earlier.getFirst());
    }
    Run begun = begun(run, late);
    earlier.add(begun);
    return new DueOutcome(DueResult.STARTED, begun.id, begun.madeAt, null, null, null);
  }

  @Override
  public List<DueExecution> find(List<ExecutionTrigger> due) {
    if (faulty && random.nextInt(50) == 0) {
      faults++;
      throw lost();
    }
    List<DueExecution> found = new ArrayList<>();
    for (ExecutionTrigger one : due) {
      Run run = made.get(new Runs.Key(one.scheduleId(), one.dueAt()));
      if (run != null) {
        found.add(new DueExecution(one.scheduleId(), one.dueAt(), run.id, run.madeAt));
      }
    }
    return found;
  }

  private DueOutcome waits(DueRun run, Run earlier) {
    if (run.overlap() == OverlapPolicy.REPLACE) {
      Instant soon = now.get().plusSeconds(5);
      earlier.endsAt = soon.isBefore(earlier.endsAt) ? soon : earlier.endsAt;
    }
    DueResult result = run.overlap() == OverlapPolicy.SKIP ? DueResult.OVERLAPS : DueResult.WAITS;
    return new DueOutcome(result, earlier.id, null, null, null, null);
  }

  private Run begun(DueRun run, boolean late) {
    long seconds = random.nextInt(10) == 0 ? random.nextInt(4 * 3600) : 1 + random.nextInt(60);
    Run begun =
        new Run(
            new UUID(random.nextLong(), random.nextLong()),
            run.overlap(),
            now.get(),
            late,
            now.get().plusSeconds(seconds),
            random.nextInt(10) > 0);
    made.put(new Runs.Key(run.scheduleId(), run.dueAt()), begun);
    byId.put(begun.id, begun);
    return begun;
  }

  private static DueOutcome refused(ErrorCode code, boolean retryable) {
    return new DueOutcome(
        DueResult.REFUSED, null, null, code.wireName(), "It is refused", retryable);
  }

  @Override
  public ExecutionEnds ends(List<UUID> executionIds) {
    if (faulty && random.nextInt(50) == 0) {
      faults++;
      throw lost();
    }
    List<ExecutionEnd> ended = new ArrayList<>();
    for (UUID id : executionIds) {
      Run run = byId.get(id);
      if (run.isOver(now.get())) {
        ended.add(new ExecutionEnd(id, run.end, run.madeAt, run.endsAt));
      }
    }
    return new ExecutionEnds(ended, List.of());
  }
}
