package io.opsconductor.users;

import io.opsconductor.platform.database.Tx;
import java.util.UUID;

/** What keeps an organization from losing its last administrator. */
final class LastAdminStore {
  private static final int WHOLE = 2;

  private LastAdminStore() {}

  /** Has others wait who are about to change what could end it. */
  static void takeTurns(Tx tx, UUID organizationId) {
    tx.run(LastAdminSql.TAKE_TURNS, organizationId);
  }

  /** How much the mightiest administrator may: see {@link LastAdminSql#BEST}. */
  static int best(Tx tx, UUID organizationId) {
    return tx.one(LastAdminSql.BEST, row -> row.getInteger(0), organizationId).orElseThrow();
  }

  /** Whether there is an administrator whom nothing is denied. */
  static boolean hasAdmin(Tx tx, UUID organizationId) {
    return best(tx, organizationId) == WHOLE;
  }

  /** Whether or not anything is denied to the user. */
  static boolean hasRoleOfAdmin(Tx tx, UUID organizationId, UUID userId) {
    return tx.one(LastAdminSql.HAS_ROLE, row -> row.getBoolean(0), organizationId, userId)
        .orElseThrow();
  }
}
