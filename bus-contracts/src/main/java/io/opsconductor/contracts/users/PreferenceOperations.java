package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Operation;

/** Operations of the group {@code users} about what people like. Everybody has only their own. */
public final class PreferenceOperations {
  private PreferenceOperations() {}

  public static final Operation<Empty, Preferences> GET =
      Operation.idempotent(
          "ops.users.v1.preferences.get", Empty.class, Preferences.class, Access.anyUser());

  /** {@code stale_version} when somebody, as in another tab, was faster. */
  public static final Operation<SetPreferences, Preferences> SET =
      Operation.once(
          "ops.users.v1.preferences.set",
          SetPreferences.class,
          Preferences.class,
          Access.ownSession());
}
