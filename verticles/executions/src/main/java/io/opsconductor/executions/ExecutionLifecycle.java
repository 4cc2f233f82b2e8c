package io.opsconductor.executions;

import static io.opsconductor.contracts.executions.ExecutionState.CANCELLED;
import static io.opsconductor.contracts.executions.ExecutionState.CANCELLING;
import static io.opsconductor.contracts.executions.ExecutionState.FAILED;
import static io.opsconductor.contracts.executions.ExecutionState.LOST;
import static io.opsconductor.contracts.executions.ExecutionState.QUEUED;
import static io.opsconductor.contracts.executions.ExecutionState.RUNNING;
import static io.opsconductor.contracts.executions.ExecutionState.SUCCEEDED;
import static io.opsconductor.contracts.executions.ExecutionState.TIMED_OUT;
import static io.opsconductor.contracts.executions.ExecutionState.WAITING;

import io.opsconductor.contracts.executions.ExecutionState;
import io.opsconductor.contracts.executions.TaskState;
import java.util.Map;
import java.util.Set;

/**
 * The states of an execution. {@code paused} is not entered yet.
 *
 * <pre>
 *         first claim           cancel asked or time-out, tasks dispatched
 *  queued ───────────► running ───────────────────────────────────────────► cancelling
 *    │                  │ │ ▲                                                   │
 *    │                  │ │ └────────────────────┐ a person decided,            │
 *    │                  │ ▼                      │ and there is more to do      │
 *    │                  │ waiting ───────────────┘                              │
 *    │                  │ all open tasks wait for a person                      │
 *    │                  │    │                                                  │
 *    │                  │    │ no task is open                                  │ no task is open
 *    ▼                  ▼    ▼                                                  ▼
 *  cancelled timed_out  succeeded failed cancelled timed_out lost             likewise
 * </pre>
 */
final class ExecutionLifecycle {
  private static final Map<ExecutionState, Set<ExecutionState>> MOVES =
      Map.of(
          QUEUED, Set.of(RUNNING, CANCELLED, TIMED_OUT),
          RUNNING, Set.of(WAITING, CANCELLING, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST),
          WAITING, Set.of(RUNNING, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST),
          CANCELLING, Set.of(SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, LOST));

  private ExecutionLifecycle() {}

  static Map<ExecutionState, Set<ExecutionState>> moves() {
    return MOVES;
  }

  /** The state that is moved to; an illegal move is a defect. */
  static ExecutionState move(ExecutionState from, ExecutionState to) {
    if (!MOVES.getOrDefault(from, Set.of()).contains(to)) {
      throw new IllegalStateException("An execution cannot go from " + from + " to " + to);
    }
    return to;
  }

  /**
   * The final state of an execution whose tasks have all ended.
   *
   * @param reason why it was to end early; null when it was not
   */
  static ExecutionState result(EndReason reason, TaskCounts counts) {
    if (reason == EndReason.TIME_OUT) {
      return TIMED_OUT;
    }
    if (reason == EndReason.CANCEL && counts.any(TaskState.CANCELLED)) {
      return CANCELLED;
    }
    if (counts.any(TaskState.LOST)) {
      return LOST;
    }
    // A cancelled task that nobody asked for did not do its work.
    return counts.any(
            TaskState.FAILED, TaskState.TIMED_OUT, TaskState.UNREACHABLE, TaskState.CANCELLED)
        ? FAILED
        : SUCCEEDED;
  }
}
