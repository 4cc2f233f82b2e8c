package io.opsconductor.schedules;

import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.schedules.ScheduleHealth;
import java.util.UUID;

/** What is added to the counts of one schedule, and how it does from then on. */
final class Tally {
  final UUID id;
  final UUID organizationId;
  final String name;
  final String before;
  String condition;
  String problem;
  int fired;
  int late;
  int skipped;
  int missed;
  int failed;
  int succeeded;
  int unsuccessful;

  /** Nothing yet. */
  Tally(UUID id, UUID organizationId, String name, String condition, String problem) {
    this.id = id;
    this.organizationId = organizationId;
    this.name = name;
    this.before = condition;
    this.condition = condition;
    this.problem = problem;
  }

  /** A due time came to its end. */
  void add(StartingStore.End end) {
    switch (end.state()) {
      case STARTING -> {}
      case FIRED -> fired++;
      case LATE -> {
        late++;
        worse(ScheduleHealth.LATE, "began late what was due %s".formatted(end.dueAt()));
      }
      case SKIPPED -> skipped++;
      case MISSED -> {
        missed++;
        worse(ScheduleHealth.LATE, "missed %s: %s".formatted(end.dueAt(), end.detail()));
      }
      case FAILED -> {
        failed++;
        worse(
            ScheduleHealth.FAILING, "%s could not start: %s".formatted(end.dueAt(), end.detail()));
      }
    }
  }

  /** An execution ended. */
  void add(WatchStore.Outcome outcome) {
    if (outcome.state() == ExecutionState.SUCCEEDED) {
      succeeded++;
      condition = ScheduleHealth.HEALTHY.wireName();
      problem = null;
      if (outcome.late()) {
        worse(ScheduleHealth.LATE, "began late what was due %s".formatted(outcome.dueAt()));
      }
    } else {
      unsuccessful++;
      worse(
          ScheduleHealth.FAILING,
          "the run that was due %s ended %s"
              .formatted(outcome.dueAt(), outcome.state().wireName()));
    }
  }

  /** Failing stays failing until something does well. */
  private void worse(ScheduleHealth now, String why) {
    if (now == ScheduleHealth.LATE && condition.equals(ScheduleHealth.FAILING.wireName())) {
      return;
    }
    condition = now.wireName();
    problem = why;
  }

  boolean hasChangedCondition() {
    return !condition.equals(before);
  }
}
