package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** What the command of an attempt hangs on. */
public enum AttemptMode implements WireNamed {
  /** It goes on by itself on the target: any worker can attach to it again. */
  REATTACH,
  /** It hangs on the connection that it was started on. */
  DIRECT
}
