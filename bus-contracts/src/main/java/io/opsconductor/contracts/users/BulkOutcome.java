package io.opsconductor.contracts.users;

import io.opsconductor.contracts.WireNamed;

/** What becomes of one of several users. */
public enum BulkOutcome implements WireNamed {
  /** Changed; in a preview: would be. */
  CHANGED,
  /** It was so already. */
  UNCHANGED,
  /** Left as it is; the code says why. */
  REFUSED
}
