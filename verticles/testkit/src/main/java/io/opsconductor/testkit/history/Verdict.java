package io.opsconductor.testkit.history;

import io.opsconductor.testkit.history.Violation.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link HistoryChecker} found.
 *
 * @param executions how many were looked at
 * @param tasks how many tasks ended in which state
 * @param starts how many the ledger has
 * @param outputBytes how many were compared
 * @param violations every broken promise
 */
public record Verdict(
    int executions,
    Map<String, Long> tasks,
    long starts,
    long outputBytes,
    List<Violation> violations) {

  private static final int SHOWN = 20;

  public Verdict {
    tasks = Map.copyOf(tasks);
    violations = List.copyOf(violations);
  }

  /** Whether every promise was kept. */
  public boolean clean() {
    return violations.isEmpty();
  }

  /** For a terminal: what was looked at, and how many violations of each promise there are. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "checked    %d executions, %d real starts, %d bytes of output; tasks: %s"
            .formatted(executions, starts, outputBytes, new TreeMap<>(tasks)));
    for (Promise promise : Promise.values()) {
      lines.add("%8d   %s".formatted(count(promise), promise.words()));
    }
    violations.stream()
        .limit(SHOWN)
        .forEach(each -> lines.add("violation  " + each.promise() + ": " + each.detail()));
    return lines;
  }

  private long count(Promise promise) {
    return violations.stream().filter(each -> each.promise() == promise).count();
  }
}
