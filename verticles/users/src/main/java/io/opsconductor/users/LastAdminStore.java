package io.opsconductor.users;

import io.opsconductor.platform.database.Tx;
import java.util.UUID;

/** What keeps an organization from losing its last administrator. */
final class LastAdminStore {
  private LastAdminStore() {}

  /** Has others wait who are about to change what could end it. */
  static void takeTurns(Tx tx, UUID organizationId) {
    tx.run(LastAdminSql.TAKE_TURNS, organizationId);
  }

  static boolean hasAdmin(Tx tx, UUID organizationId) {
    return tx.one(LastAdminSql.EXISTS, row -> row.getBoolean(0), organizationId).orElseThrow();
  }
}
