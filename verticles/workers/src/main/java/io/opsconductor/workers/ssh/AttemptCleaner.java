package io.opsconductor.workers.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes from targets what attempts have left there. Once a day and target it also looks for what
 * is old: then nobody will come for it any more.
 */
public final class AttemptCleaner {

  private static final Duration ENOUGH = Duration.ofSeconds(10);
  private static final Duration LOOK_FOR_OLD = Duration.ofDays(1);
  private static final int OLD_DAYS = 7;
  private static final int MOST_TARGETS = 10_000;
  private static final int MOST_A_TARGET = 1000;

  private final Map<UUID, Long> lookedAt = new ConcurrentHashMap<>();
  private final Map<UUID, List<String>> waiting = new LinkedHashMap<>();

  /** Removes these, and those that waited, over a connection that nobody else uses meanwhile. */
  public void clean(UUID targetId, SshConnection connection, List<String> attempts)
      throws InterruptedException {
    List<String> all = new ArrayList<>(attempts);
    synchronized (waiting) {
      all.addAll(waiting.getOrDefault(targetId, List.of()));
      waiting.remove(targetId);
    }
    try {
      StepProgram program = StepProgram.own(AttemptScripts.clean(all, olderThan(targetId)));
      new StepRun(Shell.open(connection, ENOUGH), program, (stream, at, bytes) -> {}).run(ENOUGH);
    } catch (SshConnectException e) {
      later(targetId, attempts);
    }
  }

  /** Has these removed with the next ones of the target; forgets them when it is too many. */
  public void later(UUID targetId, List<String> attempts) {
    synchronized (waiting) {
      List<String> ofTarget = waiting.computeIfAbsent(targetId, id -> new ArrayList<>());
      if (ofTarget.size() < MOST_A_TARGET) {
        ofTarget.addAll(attempts);
      }
      if (waiting.size() > MOST_TARGETS) {
        waiting.remove(waiting.keySet().iterator().next());
      }
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
