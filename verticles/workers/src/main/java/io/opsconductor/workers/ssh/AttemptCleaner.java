package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes from targets what attempts have left there. Once an hour and target it also looks for
 * what is old: then nobody will come for it any more.
 */
public final class AttemptCleaner {

  private static final Duration ENOUGH = Duration.ofSeconds(10);
  private static final Duration LOOK_FOR_OLD = Duration.ofHours(1);
  private static final int OLD_DAYS = 7;
  private static final int MOST_TARGETS = 10_000;
  private static final int MOST_A_TARGET = 1000;

  private final Map<UUID, Long> lookedAt = new ConcurrentHashMap<>();
  private final Map<UUID, List<String>> waiting = new LinkedHashMap<>();
  private final Set<UUID> scheduled = new HashSet<>();

  /**
   * Adds what is to be removed.
   *
   * @return whether the caller is to have it removed soon; else somebody is about to already
   */
  public boolean add(UUID targetId, List<String> attempts) {
    synchronized (waiting) {
      keep(targetId, attempts);
      return scheduled.add(targetId);
    }
  }

  /** Keeps what could not be removed for the next time; forgets some when it is too much. */
  public void keep(UUID targetId, List<String> attempts) {
    synchronized (waiting) {
      List<String> ofTarget = waiting.computeIfAbsent(targetId, id -> new ArrayList<>());
      ofTarget.addAll(
          attempts.subList(0, Math.min(attempts.size(), MOST_A_TARGET - ofTarget.size())));
      if (waiting.size() > MOST_TARGETS) {
        waiting.remove(waiting.keySet().iterator().next());
      }
    }
  }

  /** What the one who was asked to is now to remove. */
  public List<String> due(UUID targetId) {
    synchronized (waiting) {
      scheduled.remove(targetId);
      List<String> all = waiting.remove(targetId);
      return all == null ? List.of() : all;
    }
  }

  /** Removes these over a connection that nobody else uses meanwhile. */
  public void clean(UUID targetId, SshConnection connection, List<String> attempts)
      throws InterruptedException {
    try {
      StepProgram program = StepProgram.own(AttemptScripts.clean(attempts, olderThan(targetId)));
      new StepRun(Shell.open(connection, ENOUGH), program, (stream, at, bytes) -> {}).run(ENOUGH);
    } catch (SshConnectException e) {
      keep(targetId, attempts);
    }
  }

  private int olderThan(UUID targetId) {
    long now = System.nanoTime();
    Long before = lookedAt.get(targetId);
    if (before != null && now - before < LOOK_FOR_OLD.toNanos()) {
      return 0;
    }
    if (lookedAt.size() > MOST_TARGETS) {
      lookedAt.clear();
    }
    lookedAt.put(targetId, now);
    return OLD_DAYS;
  }
}
