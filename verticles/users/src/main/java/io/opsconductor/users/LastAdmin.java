package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.database.Tx;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sees to it that an organization that has an administrator keeps one: an enabled user with the
 * role {@code admin} whom no grant denies everything. Changes that could end that take turns on the
 * row of the organization, so that two administrators cannot remove each other at the same time.
 */
final class LastAdmin {
  private LastAdmin() {}

  /**
   * Makes the change.
   *
   * @throws OpsException {@code last_admin} when nobody would be left; the transaction must end
   *     then
   */
  static <T> T keep(Tx tx, UUID organizationId, Supplier<T> change) {
    LastAdminStore.takeTurns(tx, organizationId);
    boolean before = LastAdminStore.hasAdmin(tx, organizationId);
    T result = change.get();
    if (before && !LastAdminStore.hasAdmin(tx, organizationId)) {
      throw new OpsException(
          ErrorCode.LAST_ADMIN,
          "Nobody would be left who may administer the organization; make another administrator"
              + " first");
    }
    return result;
  }
}
