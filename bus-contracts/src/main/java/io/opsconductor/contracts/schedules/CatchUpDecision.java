package io.opsconductor.contracts.schedules;

import io.opsconductor.contracts.WireNamed;

/** What somebody decides about a due time that did not run. */
public enum CatchUpDecision implements WireNamed {
  /** It runs now. */
  RUN,
  /** It need not run. */
  DISMISS
}
