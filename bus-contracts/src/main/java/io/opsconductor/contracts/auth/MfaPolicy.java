package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.WireNamed;

/** Whether people have to show a second factor. */
public enum MfaPolicy implements WireNamed {
  /** None can be set up, and those that are there are not asked for. */
  DISABLED,
  /** Who has set one up is asked for it. */
  OPTIONAL,
  /** Who has none can do nothing but set one up. */
  REQUIRED,
  /** {@link #REQUIRED} of those who may do everything, {@link #OPTIONAL} for the others. */
  REQUIRED_FOR_ADMINS
}
