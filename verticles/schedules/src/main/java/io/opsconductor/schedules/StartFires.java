package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.executions.StartDue;
import io.opsconductor.contracts.schedules.FireReason;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes executions of due times. Each belongs to one node for a time: to the one that decided about
 * it, or to one that found it left behind. Asking executions twice does no harm, because schedule
 * and due time name the execution.
 */
final class StartFires {
  /** Longer than a request to executions can have any effect. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(StartFires.class);
  private static final int MOST_IN_HAND = 20_000;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Db db;
  private final StartingStore starting;
  private final ExecutionsClient executions;
  private final RecordEnds record;
  private final BlockingQueue<Starting> inHand = new LinkedBlockingQueue<>();
  private volatile Runnable nudge = () -> {};

  StartFires(Db db, StartingStore starting, ExecutionsClient executions, RecordEnds record) {
    this.db = db;
    this.starting = starting;
    this.executions = executions;
    this.record = record;
  }

  /** Called when there is something in hand. */
  void onWork(Runnable action) {
    nudge = action;
  }

  /** Whether more may be given; what is not given is found by its row. */
  boolean hasRoom() {
    return inHand.size() < MOST_IN_HAND;
  }

  /** Takes what the caller wrote as its own. */
  void take(List<Starting> fires) {
    if (!fires.isEmpty()) {
      inHand.addAll(fires);
      nudge.run();
    }
  }

  /** Starts all that can be started now. */
  void run() {
    List<Starting> batch = next();
    while (!batch.isEmpty()) {
      start(batch);
      batch = next();
    }
  }

  private List<Starting> next() {
    List<Starting> batch = new ArrayList<>();
    inHand.drainTo(batch, StartDue.MOST);
    if (!batch.isEmpty()) {
      return batch;
    }
    record.superseded(starting.supersede(db));
    return starting.lease(db, StartDue.MOST, LEASE);
  }

  private void start(List<Starting> batch) {
    Answers answers = new Answers();
    Map<UUID, List<Starting>> byIdentity = new LinkedHashMap<>();
    inTurn(batch, answers)
        .forEach(
            fire ->
                byIdentity.computeIfAbsent(fire.run().runAs(), id -> new ArrayList<>()).add(fire));
    byIdentity.forEach((identity, fires) -> ask(identity, fires, answers));
    FaultPoint.SCHEDULES_STARTED.pass();
    starting.postpone(db, answers.postponed);
    record.ends(answers.ended, answers.stopped);
    FaultPoint.SCHEDULES_ENDS_STORED.pass();
  }

  /** In the order in which they were due; of those that queue none before an earlier one. */
  private List<Starting> inTurn(List<Starting> batch, Answers answers) {
    List<Starting> sorted = batch.stream().sorted(Comparator.comparing(Starting::dueAt)).toList();
    Set<UUID> queueing =
        batch.stream()
            .filter(fire -> fire.run().overlap() == OverlapPolicy.QUEUE)
            .map(Starting::scheduleId)
            .collect(Collectors.toSet());
    if (queueing.isEmpty()) {
      return sorted;
    }
    Map<UUID, Instant> first = starting.first(db, queueing);
    Set<UUID> begun = new HashSet<>();
    List<Starting> inTurn = new ArrayList<>();
    for (Starting fire : sorted) {
      boolean isFirst = !fire.dueAt().isAfter(first.getOrDefault(fire.scheduleId(), fire.dueAt()));
      if (isFirst || begun.contains(fire.scheduleId()) || fire.over()) {
        begun.add(fire.scheduleId());
        inTurn.add(fire);
      } else {
        answers.postponed.add(later(fire, fire.surelyNone(), "waits for its turn"));
      }
    }
    return inTurn;
  }

  /** What became of a batch. */
  private static final class Answers {
    final List<Ended> ended = new ArrayList<>();
    final List<Postponed> postponed = new ArrayList<>();
    final Map<UUID, String> stopped = new LinkedHashMap<>();
  }

  private void ask(UUID identity, List<Starting> fires, Answers answers) {
    try {
      List<DueOutcome> outcomes =
          executions.start(identity, fires.stream().map(Starting::asked).toList());
      for (int i = 0; i < fires.size(); i++) {
        answered(fires.get(i), outcomes.get(i), answers);
      }
    } catch (ExecutionsClient.IdentityGone e) {
      String why = "it runs as %s: %s".formatted(fires.getFirst().run().runAsName(), e.detail());
      fires.forEach(fire -> answers.ended.add(failed(fire, FireReason.IDENTITY, why)));
      fires.forEach(fire -> answers.stopped.put(fire.scheduleId(), why));
    } catch (OpsException e) {
      LOG.atWarn()
          .addKeyValue("errorCode", e.code())
          .log("Due times cannot be started now; they are tried again");
      fires.forEach(fire -> answers.postponed.add(later(fire, false, e.getMessage())));
    }
  }

  private static void answered(Starting fire, DueOutcome outcome, Answers answers) {
    switch (outcome.result()) {
      case STARTED ->
          answers.ended.add(end(fire, FireState.FIRED, null, null, outcome.executionId()));
      case OVERLAPS ->
          answers.ended.add(
              end(
                  fire,
                  FireState.SKIPPED,
                  FireReason.OVERLAP,
                  "the run %s was still going on".formatted(outcome.executionId()),
                  null));
      case WAITS ->
          answers.postponed.add(
              later(fire, true, "waits for the run %s".formatted(outcome.executionId())));
      case REFUSED -> refused(fire, outcome, answers);
    }
  }

  private static void refused(Starting fire, DueOutcome outcome, Answers answers) {
    if (fire.over()) {
      if (fire.surelyNone()) {
        answers.ended.add(
            end(
                fire,
                FireState.MISSED,
                FireReason.DEADLINE,
                "it could not be started before its deadline"
                    + (fire.lastAnswer() == null ? "" : ": " + fire.lastAnswer()),
                null));
      } else {
        // A request that was not answered may still be at work: look once more when it cannot be.
        answers.postponed.add(
            new Postponed(fire.scheduleId(), fire.dueAt(), LEASE, true, "its deadline has passed"));
      }
      return;
    }
    // As many executions as there may be at once: that passes.
    boolean full = ErrorCode.LIMIT_REACHED.wireName().equals(outcome.code());
    if (full || Boolean.TRUE.equals(outcome.retryable())) {
      answers.postponed.add(later(fire, true, outcome.detail()));
      return;
    }
    answers.ended.add(failed(fire, FireReason.REFUSED, outcome.detail()));
    if (ErrorCode.NOT_FOUND.wireName().equals(outcome.code())) {
      answers.stopped.put(fire.scheduleId(), outcome.detail());
    }
  }

  private static Postponed later(Starting fire, boolean surelyNone, String detail) {
    Duration pause = Duration.ofSeconds(1L << Math.min(fire.tries(), 4));
    return new Postponed(
        fire.scheduleId(),
        fire.dueAt(),
        pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE,
        surelyNone,
        detail);
  }

  private static Ended failed(Starting fire, FireReason reason, String detail) {
    return end(fire, FireState.FAILED, reason, detail, null);
  }

  private static Ended end(
      Starting fire, FireState state, FireReason reason, String detail, UUID executionId) {
    boolean ask = state == FireState.MISSED && fire.run().ask();
    return new Ended(fire.scheduleId(), fire.dueAt(), state, reason, detail, executionId, ask);
  }
}
