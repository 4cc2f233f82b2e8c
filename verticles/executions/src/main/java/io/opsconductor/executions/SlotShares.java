package io.opsconductor.executions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Divides the slots of a worker among executions: one task each in turn, beginning with the one
 * that waited longest, so that a large run does not starve a small one.
 *
 * @param tasks how many of each execution
 * @param more whether there was room for more than the slots
 */
record SlotShares(Map<UUID, Integer> tasks, boolean more) {
  /** What one answer carries at most of scripts and parameters, about. */
  private static final long MAX_BYTES = 8L * 1024 * 1024;

  /**
   * An execution with tasks to give out.
   *
   * @param room how many it may have running more
   * @param taskBytes what each adds to the answer
   */
  record Candidate(UUID executionId, int room, int taskBytes) {}

  SlotShares {
    tasks = new LinkedHashMap<>(tasks);
  }

  /** How many are given. */
  int slots() {
    return tasks.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Divides.
   *
   * @param candidates those that waited longest first
   */
  static SlotShares of(List<Candidate> candidates, int slots) {
    Map<UUID, Integer> shares = new LinkedHashMap<>();
    long bytes = 0;
    int left = slots;
    boolean given = true;
    while (left > 0 && given) {
      given = false;
      for (Candidate candidate : candidates) {
        boolean fits = bytes == 0 || bytes + candidate.taskBytes() <= MAX_BYTES;
        int share = shares.getOrDefault(candidate.executionId(), 0);
        if (left > 0 && fits && share < candidate.room()) {
          shares.put(candidate.executionId(), share + 1);
          bytes += candidate.taskBytes();
          left--;
          given = true;
        }
      }
    }
    long room = candidates.stream().mapToLong(Candidate::room).sum();
    return new SlotShares(shares, room > slots - left);
  }
}
