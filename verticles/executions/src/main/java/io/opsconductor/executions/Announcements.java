package io.opsconductor.executions;

import io.opsconductor.contracts.executions.CancelAsked;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.LogAppended;
import io.opsconductor.contracts.executions.WorkAvailable;
import io.opsconductor.platform.bus.HintBus;
import java.util.UUID;

/** Hints, sent after a commit. Whoever misses one looks by himself a second later. */
final class Announcements {
  private final HintBus hints;

  Announcements(HintBus hints) {
    this.hints = hints;
  }

  void workAvailable() {
    hints.publish(ExecutionOperations.WORK_AVAILABLE, new WorkAvailable());
  }

  void logAppended(UUID executionId, long seq) {
    hints.publish(ExecutionOperations.LOG_APPENDED, new LogAppended(executionId, seq));
  }

  void cancelAsked(UUID executionId) {
    hints.publish(ExecutionOperations.CANCEL_ASKED, new CancelAsked(executionId));
  }
}
