package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** What becomes of a due time when an earlier run of the schedule is still going on. */
public enum OverlapPolicy implements WireNamed {
  /** Both run. */
  ALLOW,
  /** It does not run. */
  SKIP,
  /** It waits for the end of the earlier one, until its deadline. */
  QUEUE,
  /** The earlier one is cancelled; this one runs when it has ended. */
  REPLACE
}
