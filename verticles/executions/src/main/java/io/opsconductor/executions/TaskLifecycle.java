package io.opsconductor.executions;

import static io.opsconductor.contracts.executions.TaskState.CANCELLED;
import static io.opsconductor.contracts.executions.TaskState.FAILED;
import static io.opsconductor.contracts.executions.TaskState.LOST;
import static io.opsconductor.contracts.executions.TaskState.PENDING;
import static io.opsconductor.contracts.executions.TaskState.RUNNING;
import static io.opsconductor.contracts.executions.TaskState.SUCCEEDED;
import static io.opsconductor.contracts.executions.TaskState.TIMED_OUT;
import static io.opsconductor.contracts.executions.TaskState.UNREACHABLE;
import static io.opsconductor.contracts.executions.TaskState.WAITING;

import io.opsconductor.contracts.executions.TaskState;
import java.util.Map;
import java.util.Set;

/**
 * The states of a task.
 *
 * <pre>
 *             claim               intent stored               worker silent, or hands it over
 *  pending ───────────► running: claimed ───────► dispatched ───────────────────────────────► orphaned
 *   │  ▲                  │                           ▲  │         another worker adopts it      │
 *   │  │                  │                           └──│───────────────────────────────────────┘
 *   │  └──────────────────┤
 *   │   worker silent while claimed or between two steps; a failed step has attempts left; a lost step
 *   │   is to be retried
 *   │                     ├─► succeeded failed unreachable timed_out cancelled lost    the worker says so
 *   │                     ├─► cancelled timed_out   while claimed, when the execution is to end
 *   │                     ├─► lost                  worker silent while dispatched; nobody adopted it;
 *   │                     │                           too many adopters in a row fell silent
 *   │                     └─► waiting               likewise, and the step wants a person to be asked
 *   │                           ├─► pending succeeded failed     the person says so
 *   │                           └─► cancelled timed_out          the execution is to end
 *   ├─► cancelled timed_out   the execution is to end
 *   ├─► unreachable           the target or its credential is gone
 *   └─► failed                the target's credential is another than the starter was allowed
 * </pre>
 */
final class TaskLifecycle {
  private static final Map<TaskState, Set<TaskState>> MOVES =
      Map.of(
          PENDING,
          Set.of(RUNNING, FAILED, CANCELLED, TIMED_OUT, UNREACHABLE),
          RUNNING,
          Set.of(PENDING, WAITING, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, UNREACHABLE, LOST),
          WAITING,
          Set.of(PENDING, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT));

  private TaskLifecycle() {}

  static Map<TaskState, Set<TaskState>> moves() {
    return MOVES;
  }

  /**
   * Whether a worker may report this as the end of a task: it may know that nobody can know, when
   * the connection broke under a command.
   */
  static boolean reportable(TaskState state) {
    return state.terminal() && MOVES.get(RUNNING).contains(state);
  }

  /** The state that is moved to; an illegal move is a defect. */
  static TaskState move(TaskState from, TaskState to) {
    if (!MOVES.getOrDefault(from, Set.of()).contains(to)) {
      throw new IllegalStateException("A task cannot go from " + from + " to " + to);
    }
    return to;
  }
}
