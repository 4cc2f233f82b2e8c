package io.opsconductor.executions;

import static io.opsconductor.contracts.executions.AttemptState.CANCELLED;
import static io.opsconductor.contracts.executions.AttemptState.DISPATCHED;
import static io.opsconductor.contracts.executions.AttemptState.FAILED;
import static io.opsconductor.contracts.executions.AttemptState.LOST;
import static io.opsconductor.contracts.executions.AttemptState.STARTED;
import static io.opsconductor.contracts.executions.AttemptState.SUCCEEDED;
import static io.opsconductor.contracts.executions.AttemptState.TIMED_OUT;
import static io.opsconductor.contracts.executions.AttemptState.UNREACHABLE;

import io.opsconductor.contracts.executions.AttemptState;
import java.util.Map;
import java.util.Set;

/**
 * The states of an attempt of a step. It is its task that waits for another worker, not the
 * attempt: that stays {@code dispatched} or {@code started} however many workers come and go.
 *
 * <pre>
 *   intent stored                  the target confirms
 *  ───────────────► dispatched ─────────────────────────► started
 *                    │  │                                    │
 *                    │  └─► succeeded failed cancelled ◄─────┤   as its worker says
 *                    │      timed_out lost             ◄─────┤
 *                    ▼                                       │   refused at the last moment:
 *  ───────────────► unreachable     no command ran ◄─────────┘   its worker knows that none ran
 *   no connection
 * </pre>
 */
final class AttemptLifecycle {
  private static final Set<AttemptState> FIRST = Set.of(DISPATCHED, UNREACHABLE);
  private static final Map<AttemptState, Set<AttemptState>> MOVES =
      Map.of(
          DISPATCHED,
          Set.of(STARTED, SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, UNREACHABLE, LOST),
          STARTED,
          Set.of(SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, UNREACHABLE, LOST));

  private AttemptLifecycle() {}

  /** In which an attempt may begin. */
  static Set<AttemptState> first() {
    return FIRST;
  }

  static Map<AttemptState, Set<AttemptState>> moves() {
    return MOVES;
  }

  /** The state that is moved to; an illegal move is a defect. */
  static AttemptState move(AttemptState from, AttemptState to) {
    if (!MOVES.getOrDefault(from, Set.of()).contains(to)) {
      throw new IllegalStateException("An attempt cannot go from " + from + " to " + to);
    }
    return to;
  }
}
