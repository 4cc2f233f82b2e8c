package io.opsconductor.users;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.UUID;

/**
 * Who may have something denied to whom: nobody to those who may more, whichever way it is done. It
 * would take from them what gives them power over whoever denies it.
 */
final class Denials {
  private Denials() {}

  /**
   * That the caller may everywhere all that these users, members of teams and service accounts were
   * given, wherever it holds.
   *
   * @throws OpsException {@code more_than_own}
   */
  static void requireOwn(Tx tx, Call call, List<UUID> subjects) {
    if (subjects.equals(List.of(call.user().id()))) {
      return;
    }
    UUID organizationId = call.organizationId();
    NoMoreThanOwn.require(
        call.user(),
        GivenRoles.permissions(
            tx, organizationId, DenialStore.rolesOf(tx, organizationId, subjects)));
  }

  /** As {@link #requireOwn}, when the team that somebody joins is denied anything. */
  static void requireOwnToJoin(Tx tx, Call call, UUID teamId, UUID userId) {
    if (DenialStore.isDeniedAnything(tx, call.organizationId(), teamId)) {
      requireOwn(tx, call, List.of(userId));
    }
  }

  /**
   * As {@link #requireOwn}, for all to whom the role is denied that comes to say something else.
   */
  static void requireOwnToChange(Tx tx, Call call, String role) {
    requireOwn(tx, call, DenialStore.deniedTheRole(tx, call.organizationId(), role));
  }

  /**
   * Whether the caller may take any denial away, because nobody is left who may do everything: the
   * last resort of those who have the role {@code admin} nevertheless.
   */
  static boolean isLastResort(Tx tx, Call call) {
    UUID organizationId = call.organizationId();
    return call.user().isInSession()
        && !LastAdminStore.hasAdmin(tx, organizationId)
        && LastAdminStore.hasRoleOfAdmin(tx, organizationId, call.user().id());
  }
}
