package io.opsconductor.users;

import io.opsconductor.platform.database.Tx;
import java.util.List;
import java.util.UUID;

/** To whom something is denied, and what they have otherwise. */
final class DenialStore {
  private DenialStore() {}

  static List<String> rolesOf(Tx tx, UUID organizationId, List<UUID> subjects) {
    return tx.list(
        DenialSql.ROLES_OF,
        row -> row.getString("role"),
        organizationId,
        subjects.toArray(UUID[]::new));
  }

  static boolean isDeniedAnything(Tx tx, UUID organizationId, UUID subjectId) {
    return tx.one(DenialSql.IS_DENIED_ANYTHING, row -> row.getBoolean(0), organizationId, subjectId)
        .orElseThrow();
  }

  static List<UUID> deniedTheRole(Tx tx, UUID organizationId, String role) {
    return tx.list(
        DenialSql.DENIED_THE_ROLE, row -> row.getUUID("subject_id"), organizationId, role);
  }
}
