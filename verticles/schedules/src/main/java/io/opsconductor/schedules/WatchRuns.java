package io.opsconductor.schedules;

import io.opsconductor.contracts.executions.ExecutionEnd;
import io.opsconductor.contracts.executions.ExecutionEnds;
import io.opsconductor.platform.database.Db;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Learns how the executions of schedules ended, by asking for those that go on. */
final class WatchRuns {
  private static final int BATCH = 1000;

  private final Db db;
  private final WatchStore watched;
  private final Executions executions;
  private final RecordEnds record;
  private final InHand inHand;

  WatchRuns(Db db, WatchStore watched, Executions executions, RecordEnds record, InHand inHand) {
    this.inHand = inHand;
    this.db = db;
    this.watched = watched;
    this.executions = executions;
    this.record = record;
  }

  /** Looks at some; what is to start comes first. */
  void run() {
    if (!inHand.isEmpty()) {
      return;
    }
    List<WatchStore.Watched> going = watched.look(db, BATCH);
    if (!going.isEmpty()) {
      record.outcomes(ended(going));
    }
  }

  private List<WatchStore.Outcome> ended(List<WatchStore.Watched> going) {
    ExecutionEnds ends =
        executions.ends(going.stream().map(WatchStore.Watched::executionId).toList());
    Map<UUID, ExecutionEnd> byId = new HashMap<>();
    ends.ended().forEach(end -> byId.put(end.id(), end));
    List<WatchStore.Outcome> outcomes = new ArrayList<>();
    for (WatchStore.Watched one : going) {
      ExecutionEnd end = byId.get(one.executionId());
      if (end != null || ends.unknown().contains(one.executionId())) {
        outcomes.add(outcome(one, end));
      }
    }
    return outcomes;
  }

  private static WatchStore.Outcome outcome(WatchStore.Watched one, ExecutionEnd end) {
    Long duration =
        end == null || end.startedAt() == null
            ? null
            : Duration.between(end.startedAt(), end.finishedAt()).toMillis();
    return new WatchStore.Outcome(
        one.scheduleId(), one.dueAt(), end == null ? null : end.state(), duration, false);
  }
}
