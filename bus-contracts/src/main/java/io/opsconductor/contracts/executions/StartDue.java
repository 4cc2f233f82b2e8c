package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.Checks;
import java.util.List;

/**
 * Runs that schedules ask for on behalf of the caller.
 *
 * @param runs 1 to 500, of several of one schedule the earlier first
 */
public record StartDue(List<DueRun> runs) {
  public static final int MOST = 500;

  public StartDue {
    runs = List.copyOf(Checks.present(runs, "runs"));
    Checks.range(runs.size(), "runs", 1, MOST);
  }
}
