package io.opsconductor.schedules;

import io.opsconductor.contracts.executions.OverlapPolicy;
import io.opsconductor.contracts.executions.StartDue;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes executions of due times. Each belongs to one node for a time: to the one that decided about
 * it, or to one that found it left behind. Asking executions twice does no harm, because schedule
 * and due time name the execution.
 */
final class StartFires {
  private final Db db;
  private final StartingStore starting;
  private final AskExecutions ask;
  private final RecordEnds record;
  private final InHand inHand;

  StartFires(Db db, StartingStore starting, AskExecutions ask, RecordEnds record, InHand inHand) {
    this.db = db;
    this.starting = starting;
    this.ask = ask;
    this.record = record;
    this.inHand = inHand;
  }

  /** Starts all that can be started now. */
  void run() {
    supersede();
    List<Starting> batch = next();
    while (!batch.isEmpty() && !inHand.isDraining()) {
      start(batch);
      batch = next();
    }
  }

  /** Takes nothing any more, and leaves what is in hand to the others. */
  void drain() {
    List<Starting> left = inHand.drain();
    if (!left.isEmpty()) {
      starting.release(db, left);
    }
  }

  private void supersede() {
    List<UUID> schedules = starting.supersedable(db);
    if (!schedules.isEmpty()) {
      record.supersede(schedules);
    }
  }

  private List<Starting> next() {
    List<Starting> batch = inHand.next(StartDue.MOST);
    return batch.isEmpty() ? starting.lease(db, StartDue.MOST, inHand.nanos()) : batch;
  }

  private void start(List<Starting> batch) {
    List<Postponed> notYet = new ArrayList<>();
    for (List<Starting> group : byIdentity(inTurn(batch, notYet))) {
      Answers answers = ask.about(group, inHand.nanos());
      FaultPoint.SCHEDULES_STARTED.pass();
      starting.postpone(db, answers.postponed());
      record.ends(answers.ended());
      FaultPoint.SCHEDULES_ENDS_STORED.pass();
    }
    starting.postpone(db, notYet);
  }

  /** In the name of one identity each. */
  private static Collection<List<Starting>> byIdentity(List<Starting> fires) {
    Map<UUID, List<Starting>> groups = new LinkedHashMap<>();
    for (Starting fire : fires) {
      UUID identity = fire.run() == null ? null : fire.run().runAs();
      groups.computeIfAbsent(identity, id -> new ArrayList<>()).add(fire);
    }
    return groups.values();
  }

  /** In the order in which they were due; of those that queue none before an earlier one. */
  private List<Starting> inTurn(List<Starting> batch, List<Postponed> notYet) {
    List<Starting> sorted = batch.stream().sorted(Comparator.comparing(Starting::dueAt)).toList();
    Set<UUID> queueing =
        batch.stream()
            .filter(StartFires::queues)
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
      if (isFirst || begun.contains(fire.scheduleId()) || fire.isOver(inHand.nanos())) {
        begun.add(fire.scheduleId());
        inTurn.add(fire);
      } else {
        notYet.add(Postponed.later(fire, fire.surelyNone(), "waits for its turn"));
      }
    }
    return inTurn;
  }

  private static boolean queues(Starting fire) {
    return fire.run() != null && fire.run().overlap() == OverlapPolicy.QUEUE;
  }
}
