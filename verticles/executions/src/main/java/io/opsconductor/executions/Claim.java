package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ClaimTasks;
import io.opsconductor.contracts.executions.ClaimedTask;
import io.opsconductor.contracts.executions.ClaimedTasks;
import io.opsconductor.executions.TargetLookup.Found;
import io.opsconductor.executions.TaskStore.FreeTask;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** What a worker would get; {@code more} if there was more than slots. */
  private record Chosen(List<FreeTask> tasks, boolean more) {}

  /** What a worker gets; {@code cancel} if only to stop it. */
  private record Given(Task task, boolean cancel) {}

  private final Db db;
  private final Changes changes;
  private final ExecutionStore executions;
  private final TaskStore tasks;
  private final StepStore steps;
  private final TargetLookup lookup;
  private final Starters starters;
  private final Duration lease;

  Claim(
      Db db,
      Changes changes,
      ExecutionStore executions,
      TaskStore tasks,
      StepStore steps,
      TargetLookup lookup,
      Starters starters,
      Duration lease) {
    this.db = db;
    this.changes = changes;
    this.executions = executions;
    this.tasks = tasks;
    this.steps = steps;
    this.lookup = lookup;
    this.starters = starters;
    this.lease = lease;
  }

  ClaimedTasks handle(ClaimTasks request, Call call) {
    boolean more = false;
    for (int round = 0; round < ROUNDS; round++) {
      Chosen chosen = choose(request.slots(), call);
      if (chosen.tasks().isEmpty()) {
        return new ClaimedTasks(List.of(), false);
      }
      Map<UUID, Found> found = lookup.of(chosen.tasks(), call);
      List<Given> given = take(request, chosen.tasks(), found);
      if (!given.isEmpty()) {
        FaultPoint.EXECUTIONS_CLAIM_STORED.pass();
        return new ClaimedTasks(handedOut(given, found), chosen.more());
      }
      more = true;
    }
    return new ClaimedTasks(List.of(), more);
  }

  /** What lost its worker goes first: its command is under way, and its place is taken already. */
  private Chosen choose(int slots, Call call) {
    ExecutionStore.Claimable claimable = claimable(call);
    SlotShares orphaned = SlotShares.of(claimable.orphaned(), slots);
    SlotShares pending = SlotShares.of(claimable.pending(), slots - orphaned.slots());
    List<FreeTask> chosen = new ArrayList<>(tasks.orphaned(db, orphaned.tasks()));
    chosen.addAll(tasks.pending(db, pending.tasks()));
    return new Chosen(chosen, orphaned.more() || pending.more());
  }

  /** Nothing begins of what was started by somebody who is gone, or of whom that is not known. */
  private ExecutionStore.Claimable claimable(Call call) {
    ExecutionStore.Claimable claimable = executions.claimable(db, MAX_EXECUTIONS, true);
    if (claimable.queued().isEmpty()) {
      return claimable;
    }
    return starters
        .sift(claimable.queued(), call)
        .map(claimable::without)
        .orElseGet(() -> executions.claimable(db, MAX_EXECUTIONS, false));
  }

  private List<Given> take(ClaimTasks request, List<FreeTask> chosen, Map<UUID, Found> found) {
    Set<UUID> ids = chosen.stream().map(FreeTask::executionId).collect(Collectors.toSet());
    return changes.make(
        tx -> executions.lock(tx, ids),
        (tx, locked) -> {
          List<Given> given = new ArrayList<>();
          for (Task task : stillFree(tx, chosen)) {
            Execution execution = locked.get(task.executionId());
            if (give(execution, task, found.get(task.id()), request)) {
              given.add(new Given(task, execution.endReason().isPresent()));
            }
          }
          return given;
        });
  }

  /** In the order in which they were chosen. */
  private List<Task> stillFree(Tx tx, List<FreeTask> chosen) {
    List<UUID> ids = chosen.stream().map(FreeTask::id).toList();
    Map<UUID, Task> free =
        tasks.lockFree(tx, ids).stream().collect(Collectors.toMap(Task::id, task -> task));
    Map<UUID, Task> orphaned = new HashMap<>(free);
    orphaned.values().removeIf(task -> !task.orphaned());
    if (!orphaned.isEmpty()) {
      steps.load(tx, orphaned, List.of());
    }
    return ids.stream().filter(free::containsKey).map(free::get).toList();
  }

  private static boolean give(Execution execution, Task task, Found found, ClaimTasks request) {
    if (!task.orphaned() && execution.room() == 0) {
      return false;
    }
    switch (found) {
      case Found.Gone gone when task.orphaned() ->
          AfterAttempt.abandoned(execution, task, AfterAttempt.lost(gone.reason()));
      case Found.Gone gone -> execution.giveUp(task, gone.reason());
      case Found.NotPermitted refused when task.orphaned() ->
          AfterAttempt.abandoned(execution, task, AfterAttempt.lost(Found.NotPermitted.REASON));
      case Found.NotPermitted refused -> execution.refuse(task, Found.NotPermitted.REASON);
      case Found.Reachable reachable -> {
        UUID credentialId = reachable.connection().credentialId();
        if (task.orphaned()) {
          execution.adopt(task, request.nodeId(), request.epoch(), credentialId);
        } else {
          execution.claim(task, request.nodeId(), request.epoch(), credentialId);
        }
        return true;
      }
    }
    return false;
  }

  private List<ClaimedTask> handedOut(List<Given> given, Map<UUID, Found> found) {
    Map<UUID, UUID> organizations = new HashMap<>();
    given.forEach(one -> organizations.put(one.task().executionId(), one.task().organizationId()));
    Map<UUID, Recipe> recipes = executions.recipes(db, organizations);
    return given.stream()
        .map(
            one ->
                handedOut(one, recipes.get(one.task().executionId()), found.get(one.task().id())))
        .toList();
  }

  private ClaimedTask handedOut(Given given, Recipe recipe, Found found) {
    Task task = given.task();
    return new ClaimedTask(
        task.id(),
        task.executionId(),
        task.fence(),
        lease.toMillis(),
        task.attempt(),
        recipe.spec().steps(),
        recipe.parameters(),
        ((Found.Reachable) found).connection(),
        task.step(),
        task.current().map(StepAttempt::adoption).orElse(null),
        given.cancel());
  }
}
