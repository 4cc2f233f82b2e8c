package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.database.Tx;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sees to it that an organization that has an administrator keeps one: an enabled user with the
 * role {@code admin} to whom no grant denies anything, on whatever object and by whatever role.
 * Somebody to whom something is denied cannot give or take what concerns it, so that such
 * administrators alone could repair nothing. Where there are only such, one of them stays, of whom
 * {@link Denials#isLastResort} speaks. Changes that could end that take turns on the row of the
 * organization, so that two administrators cannot remove each other at the same time.
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
    int before = LastAdminStore.best(tx, organizationId);
    T result = change.get();
    if (LastAdminStore.best(tx, organizationId) < before) {
      throw new OpsException(
          ErrorCode.LAST_ADMIN,
          "Nobody would be left who may administer the organization: an enabled user with the role"
              + " admin, to whom nothing is denied; make another administrator first");
    }
    return result;
  }
}
