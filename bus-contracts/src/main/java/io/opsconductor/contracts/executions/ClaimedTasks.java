package io.opsconductor.contracts.executions;

import java.util.List;

/**
 * What a worker was given.
 *
 * @param more whether there was more to do than slots
 */
public record ClaimedTasks(List<ClaimedTask> tasks, boolean more) {
  public ClaimedTasks {
    tasks = List.copyOf(tasks);
  }
}
