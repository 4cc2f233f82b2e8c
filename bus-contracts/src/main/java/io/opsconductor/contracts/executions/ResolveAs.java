package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** What a person says of an attempt of which nobody can know how it ended. */
public enum ResolveAs implements WireNamed {
  /** Its step counts as done: the task goes on with the next, or has succeeded. */
  SUCCEEDED,
  /** The task has failed. */
  FAILED,
  /** The step is run again. */
  RETRY
}
