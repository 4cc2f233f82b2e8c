package io.opsconductor.executions;

import io.opsconductor.contracts.executions.CancelRuns;
import io.opsconductor.contracts.executions.StarterRuns;
import io.opsconductor.contracts.executions.StoppedRuns;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What somebody started, when that somebody is disabled. Each execution is ended by itself; what
 * there is no time for is left, and counted: asked again it goes on there.
 */
final class RunsOfStarters {
  private static final int MOST = 500;
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Db db;
  private final ExecutionStore executions;
  private final Withdraw withdraw;
  private final Cancel cancel;
  private final ExecutionAccess access;

  RunsOfStarters(
      Db db, ExecutionStore executions, Withdraw withdraw, Cancel cancel, ExecutionAccess access) {
    this.db = db;
    this.executions = executions;
    this.withdraw = withdraw;
    this.cancel = cancel;
    this.access = access;
  }

  /** What is left of those of which nothing has begun ends when it is to be given out. */
  StoppedRuns withdraw(StarterRuns request, Call call) {
    List<UUID> starters = request.starterIds();
    Map<UUID, UUID> queued = executions.queuedOf(db, request.organizationId(), starters, MOST);
    int withdrawn = count(queued.keySet().iterator(), id -> withdraw.ifQueued(id, queued.get(id)));
    return new StoppedRuns(withdrawn, executions.goingOf(db, request.organizationId(), starters));
  }

  StoppedRuns cancel(CancelRuns request, Call call) {
    List<UUID> starters = request.starterIds();
    List<UUID> going =
        executions.goingOf(db, call.user(), starters, access.cancellable(call), MOST);
    int cancelled = count(going.iterator(), id -> cancel.ifGoing(id, call));
    return new StoppedRuns(cancelled, executions.goingOf(db, call.organizationId(), starters));
  }

  private static int count(Iterator<UUID> ids, Predicate<UUID> end) {
    long begun = System.nanoTime();
    int ended = 0;
    while (ids.hasNext() && System.nanoTime() - begun < PATIENCE.toNanos()) {
      if (end.test(ids.next())) {
        ended++;
      }
    }
    return ended;
  }
}
