package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides about what is due of schedules that are locked: a row for each due time and the next due
 * time are written in one transaction. What is to start is handed on after the commit; whoever has
 * it asks executions, and when he dies somebody else does.
 */
final class Settle {
  /** Due times that are written in one transaction; the others follow in the next. */
  private static final int MOST_ROWS = 5_000;

  /** Of one schedule that is about to change, in multiples of {@link Decide#MOST}. */
  private static final int MOST_ROUNDS = 20;

  private final DueStore due;
  private final ScheduleStore schedules;
  private final Plans plans;
  private final InHand inHand;
  private final DueMetrics metrics;
  private final Outbox outbox;

  Settle(
      DueStore due,
      ScheduleStore schedules,
      Plans plans,
      InHand inHand,
      DueMetrics metrics,
      Outbox outbox) {
    this.due = due;
    this.schedules = schedules;
    this.plans = plans;
    this.inHand = inHand;
    this.metrics = metrics;
    this.outbox = outbox;
  }

  /**
   * Decides about all that was due until now of one schedule that is about to change, by what it
   * was; what begins later by its jitter included.
   *
   * @throws OpsException {@code busy} when that is too much for one transaction
   */
  void settle(Tx tx, UUID id) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      DueStore.Claimed claimed = due.standing(tx, id);
      Instant next = claimed.standing().nextDueAt();
      if (next == null || next.isAfter(claimed.now())) {
        return;
      }
      settle(tx, List.of(claimed), Decide.Until.DUE);
    }
    throw new OpsException(
        ErrorCode.BUSY, "So much was due of this schedule that it is being written; try again");
  }

  /** Decides about what is to begin by now; of very much, about a part. */
  void settle(Tx tx, List<DueStore.Claimed> claimed) {
    settle(tx, claimed, Decide.Until.BEGINS);
  }

  private void settle(Tx tx, List<DueStore.Claimed> claimed, Decide.Until until) {
    Map<UUID, Plan> known = plans.of(tx, claimed.stream().map(DueStore.Claimed::standing).toList());
    List<Decided> decided = new ArrayList<>();
    int rows = 0;
    for (DueStore.Claimed one : claimed) {
      Plan plan = known.get(one.standing().id());
      if (plan == null) {
        schedules.giveUp(tx, one.standing().id(), "when it is due cannot be read any more");
      } else if (one.standing().nextDueAt() != null && rows < MOST_ROWS) {
        Decided about = Decide.upTo(one.now(), plan, one.standing(), until);
        decided.add(about);
        rows += about.fires().size();
      }
    }
    if (!decided.isEmpty()) {
      write(tx, decided, known, claimed.getFirst().now());
    }
  }

  private void write(Tx tx, List<Decided> decided, Map<UUID, Plan> known, Instant now) {
    boolean room = inHand.hasRoom();
    List<DueStore.Due> rows = new ArrayList<>();
    for (Decided one : decided) {
      Plan plan = known.get(one.standing().id());
      for (Decided.Fire fire : one.fires()) {
        boolean starts = fire.state() == FireState.STARTING;
        boolean kept = starts && room && !fire.fireAt().isAfter(now);
        rows.add(new DueStore.Due(one.standing(), fire, starts ? plan.run() : null, kept));
      }
      tellMissed(tx, one, plan);
    }
    Set<DueStore.Key> fresh = due.insert(tx, rows);
    if (due.advance(tx, decided) != decided.size()) {
      throw new IllegalStateException("A schedule changed under its lock");
    }
    FaultPoint.SCHEDULES_FIRES_WRITTEN.pass();
    tx.afterCommit(
        () -> {
          FaultPoint.SCHEDULES_FIRES_STORED.pass();
          metrics.decided(decided);
          inHand.take(kept(rows, fresh, now));
        });
  }

  private List<Starting> kept(List<DueStore.Due> rows, Set<DueStore.Key> fresh, Instant now) {
    Map<String, RunOrder> read = new HashMap<>();
    List<Starting> kept = new ArrayList<>();
    for (DueStore.Due row : rows) {
      UUID id = row.standing().id();
      Instant dueAt = row.fire().dueAt();
      if (row.kept() && fresh.contains(new DueStore.Key(id, dueAt))) {
        RunOrder run = read.computeIfAbsent(row.run(), json -> Wire.decode(json, RunOrder.class));
        Duration left = Duration.between(now, row.fire().deadline());
        kept.add(Starting.taken(id, dueAt, run, 0, true, null, left, inHand.nanos()));
      }
    }
    return kept;
  }

  private void tellMissed(Tx tx, Decided decided, Plan plan) {
    List<Decided.Fire> missed =
        decided.fires().stream().filter(fire -> fire.state() == FireState.MISSED).toList();
    if (missed.isEmpty()) {
      return;
    }
    Decided.Fire last = missed.getLast();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", plan.definition().name());
    data.put("missed", missed.size());
    data.put("first", missed.getFirst().dueAt());
    data.put("last", last.dueAt());
    data.put("reason", last.reason());
    data.put("detail", last.detail());
    data.put("asked", last.asked());
    Standing standing = decided.standing();
    outbox.add(tx, standing.organizationId(), "schedule.missed", "schedule", standing.id(), data);
  }
}
