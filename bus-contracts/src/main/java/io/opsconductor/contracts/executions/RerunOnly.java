package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** Which targets of an execution to run again. */
public enum RerunOnly implements WireNamed {
  /** Those whose task failed, timed out, was unreachable or lost. */
  FAILED,
  /** All but those whose task succeeded. */
  UNFINISHED,
  ALL
}
