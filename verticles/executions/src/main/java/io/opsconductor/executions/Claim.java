package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ClaimTasks;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ClaimedTasks;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.executions.TargetLookup.Found;
import io.opsconductor.executions.TaskStore.PendingTask;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives tasks to a worker. What it would get is chosen without locks, targets and secrets are asked
 * about it, and only then is it taken, as far as it is still there: so no lock is held during a
 * look-up, and a look-up that fails changes nothing. Another node that takes the same tasks first
 * costs one more round.
 */
final class Claim {
  private static final int ROUNDS = 4;
  private static final int MAX_EXECUTIONS = 32;

  private final Db db;
  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final TargetLookup lookup;
  private final Duration lease;

  Claim(
      Db db,
      Changes changes,
      ExecutionStore executions,
      TaskStore tasks,
      TargetLookup lookup,
      Duration lease) {
    this.db = db;
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.lookup = lookup;
    this.lease = lease;
  }

  ClaimedTasks handle(ClaimTasks request, Call call) {
    boolean more = false;
    for (int round = 0; round < ROUNDS; round++) {
      SlotShares shares = SlotShares.of(executions.claimable(db, MAX_EXECUTIONS), request.slots());
      List<PendingTask> chosen =
          shares.tasks().isEmpty() ? List.of() : tasks.pending(db, shares.tasks());
      if (chosen.isEmpty()) {
        return new ClaimedTasks(List.of(), false);
      }
      Map<UUID, Found> found = lookup.of(chosen, call);
      List<Task> taken = take(request, chosen, found);
      if (!taken.isEmpty()) {
        return new ClaimedTasks(handedOut(taken, found), shares.more());
      }
      more = true;
    }
    return new ClaimedTasks(List.of(), more);
  }

  private List<Task> take(ClaimTasks request, List<PendingTask> chosen, Map<UUID, Found> found) {
    Set<UUID> ids = chosen.stream().map(PendingTask::executionId).collect(Collectors.toSet());
    return changes.make(
        tx -> executions.lock(tx, ids),
        (tx, locked) -> {
          List<Task> taken = new ArrayList<>();
          for (Task task : stillPending(tx, chosen)) {
            Execution execution = locked.get(task.executionId());
            if (execution.room() > 0) {
              give(execution, task, found.get(task.id()), request, taken);
            }
          }
          return taken;
        });
  }

  /** In the order in which they were chosen. */
  private List<Task> stillPending(Tx tx, List<PendingTask> chosen) {
    List<UUID> ids = chosen.stream().map(PendingTask::id).toList();
    Map<UUID, Task> pending =
        tasks.lockPending(tx, ids).stream().collect(Collectors.toMap(Task::id, task -> task));
    return ids.stream().filter(pending::containsKey).map(pending::get).toList();
  }

  private static void give(
      Execution execution, Task task, Found found, ClaimTasks request, List<Task> taken) {
    switch (found) {
      case Found.Gone gone -> execution.giveUp(task, gone.reason());
      case Found.Reachable reachable -> {
        UUID credentialId = reachable.connection().credentialId();
        execution.claim(task, request.nodeId(), request.epoch(), credentialId);
        taken.add(task);
      }
    }
  }

  private List<ClaimedTask> handedOut(List<Task> taken, Map<UUID, Found> found) {
    Map<UUID, Recipe> recipes =
        executions.recipes(db, taken.stream().map(Task::executionId).collect(Collectors.toSet()));
    return taken.stream()
        .map(task -> handedOut(task, recipes.get(task.executionId()), found.get(task.id())))
        .toList();
  }

  private ClaimedTask handedOut(Task task, Recipe recipe, Found found) {
    TargetConnection connection = ((Found.Reachable) found).connection();
    return new ClaimedTask(
        task.id(),
        task.executionId(),
        task.fence(),
        lease.toMillis(),
        task.attempt(),
        recipe.spec().steps(),
        recipe.parameters(),
        connection,
        null,
        null,
        null);
  }
}
