package io.opsconductor.schedules;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.schedules.FireState;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.outbox.Outbox;
import java.util.ArrayList;
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
  private final DueStore due;
  private final ScheduleStore schedules;
  private final Plans plans;
  private final StartFires starter;
  private final Outbox outbox;

  Settle(DueStore due, ScheduleStore schedules, Plans plans, StartFires starter, Outbox outbox) {
    this.due = due;
    this.schedules = schedules;
    this.plans = plans;
    this.starter = starter;
    this.outbox = outbox;
  }

  /** One schedule that is about to change: what is due until now is decided by what it was. */
  void settle(Tx tx, UUID id) {
    settle(tx, List.of(due.standing(tx, id)));
  }

  void settle(Tx tx, List<DueStore.Claimed> claimed) {
    Map<UUID, Plan> known = plans.of(tx, claimed.stream().map(DueStore.Claimed::standing).toList());
    List<Decided> decided = new ArrayList<>();
    for (DueStore.Claimed one : claimed) {
      Plan plan = known.get(one.standing().id());
      if (plan == null) {
        schedules.stop(tx, one.standing().id(), "when it is due cannot be read any more");
      } else if (one.standing().nextDueAt() != null) {
        decided.add(Decide.upTo(one.now(), plan, one.standing()));
      }
    }
    write(tx, decided, known);
  }

  private void write(Tx tx, List<Decided> decided, Map<UUID, Plan> known) {
    if (decided.isEmpty()) {
      return;
    }
    List<DueStore.Due> rows = new ArrayList<>();
    for (Decided one : decided) {
      String run = known.get(one.standing().id()).run();
      for (Decided.Fire fire : one.fires()) {
        boolean starts = fire.state() == FireState.STARTING;
        rows.add(new DueStore.Due(one.standing(), fire, starts ? run : null));
      }
      tellMissed(tx, one, known.get(one.standing().id()));
    }
    boolean keep = starter.hasRoom();
    Set<DueStore.Key> fresh = due.insert(tx, rows, keep ? StartFires.LEASE.toMillis() : 0);
    if (due.advance(tx, decided) != decided.size()) {
      throw new IllegalStateException("A schedule changed under its lock");
    }
    FaultPoint.SCHEDULES_FIRES_WRITTEN.pass();
    List<Starting> starting = keep ? starting(rows, fresh) : List.of();
    tx.afterCommit(
        () -> {
          FaultPoint.SCHEDULES_FIRES_STORED.pass();
          starter.take(starting);
        });
  }

  private static List<Starting> starting(List<DueStore.Due> rows, Set<DueStore.Key> fresh) {
    Map<String, RunOrder> read = new LinkedHashMap<>();
    return rows.stream()
        .filter(row -> row.run() != null)
        .filter(row -> fresh.contains(new DueStore.Key(row.standing().id(), row.fire().dueAt())))
        .map(
            row ->
                new Starting(
                    row.standing().id(),
                    row.fire().dueAt(),
                    read.computeIfAbsent(row.run(), json -> Wire.decode(json, RunOrder.class)),
                    0,
                    false,
                    true,
                    null))
        .toList();
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
