package io.opsconductor.users;

import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.users.Preferences;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import java.util.UUID;

/** What people chose. */
final class PreferenceStore {
  private PreferenceStore() {}

  /** Only what was chosen, with its version; version 0 when that is nothing. */
  static Preferences chosen(Sql sql, UUID organizationId, UUID userId) {
    return sql.one(
            PreferenceSql.GET,
            row ->
                Wire.decode(row.getString("chosen"), Preferences.class)
                    .at(row.getInteger("version")),
            organizationId,
            userId)
        .orElse(Preferences.NONE.at(0));
  }

  static void put(Tx tx, UUID organizationId, UUID userId, Preferences chosen) {
    tx.execute(PreferenceSql.PUT, organizationId, userId, Wire.encodeString(chosen.at(null)));
  }
}
