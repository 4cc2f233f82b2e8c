package io.opsconductor.executions;

import io.opsconductor.contracts.executions.DueOutcome;
import io.opsconductor.contracts.executions.DueRun;
import io.opsconductor.contracts.executions.OverlapPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How far schedules have come, as it is known while a request of theirs is decided. */
final class DueState {
  private final Map<DueStore.DueTime, Started> started = new HashMap<>();
  private final Map<UUID, List<Going>> going = new HashMap<>();
  private final Map<UUID, Begun> latest = new HashMap<>();

  /** The execution of a due time. */
  record Started(UUID executionId, Instant createdAt) {}

  /**
   * A run that is not at its end.
   *
   * @param ending whether it was told to end already
   */
  record Going(UUID executionId, Instant dueAt, boolean ending) {}

  /** A run that may be at its end. */
  record Begun(UUID executionId, Instant dueAt) {
    boolean isAfter(DueStore.DueTime time) {
      return dueAt.isAfter(time.dueAt());
    }
  }

  void started(DueStore.DueTime time, Started execution) {
    started.put(time, execution);
  }

  void going(UUID scheduleId, Going execution) {
    begun(scheduleId, new Begun(execution.executionId(), execution.dueAt()));
    going.computeIfAbsent(scheduleId, unseen -> new ArrayList<>()).add(execution);
  }

  /** Of a schedule only the one with the latest due time is of interest. */
  void begun(UUID scheduleId, Begun execution) {
    latest.merge(
        scheduleId, execution, (one, other) -> one.dueAt().isAfter(other.dueAt()) ? one : other);
  }

  void forgetGoing(UUID scheduleId) {
    going.remove(scheduleId);
  }

  /** The earlier ones first. */
  List<Going> goingOf(UUID scheduleId) {
    return List.copyOf(going.getOrDefault(scheduleId, List.of()));
  }

  /** What becomes of a run for which nothing need be made; empty when it may start. */
  Optional<DueOutcome> decided(DueRun run) {
    DueStore.DueTime time = DueStore.DueTime.of(run);
    Started execution = started.get(time);
    if (execution != null) {
      return Optional.of(DueAnswer.started(execution.executionId(), execution.createdAt()));
    }
    Begun last = latest.get(run.scheduleId());
    if (run.overlap() == OverlapPolicy.REPLACE && last != null && last.isAfter(time)) {
      return Optional.of(DueAnswer.overtaken(last.executionId()));
    }
    return run.overlap() == OverlapPolicy.ALLOW
        ? Optional.empty()
        : goingOf(run.scheduleId()).stream()
            .findFirst()
            .map(earlier -> DueAnswer.behind(run, earlier.executionId()));
  }
}
