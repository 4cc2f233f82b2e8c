package io.opsconductor.users;

import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.platform.access.Rights;
import io.opsconductor.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What somebody has: by roles, by grants and by teams. */
final class EntitlementStore {
  private EntitlementStore() {}

  static List<Entitlement> of(Sql sql, UUID organizationId, UUID subjectId) {
    return sql.list(
        EntitlementSql.OF_SUBJECT, EntitlementStore::entitlement, organizationId, subjectId);
  }

  /** What comes of it, as the caller context says it: of people and service accounts alike. */
  static Set<String> permissions(Sql sql, UUID organizationId, UUID subjectId) {
    return Permissions.in(
        organizationId, new Rights(of(sql, organizationId, subjectId)).permissions());
  }

  private static Entitlement entitlement(Row row) {
    GrantEffect effect = WireNamed.of(GrantEffect.class, row.getString("effect"));
    return new Entitlement(
        row.getUUID("grant_id"),
        row.getString("role"),
        permissions(row.getString("role"), row.getArrayOfStrings("permissions"), effect),
        object(row),
        effect,
        row.getString("team"));
  }

  /** A role that this release does not know allows nothing and denies everything. */
  private static List<String> permissions(String role, String[] own, GrantEffect effect) {
    return Role.find(role)
        .map(Role::permissions)
        .orElseGet(
            () -> {
              if (own != null) {
                return List.of(own);
              }
              return switch (effect) {
                case ALLOW -> List.of();
                case DENY -> List.of(Permissions.ALL);
              };
            });
  }

  /** Null for everything. */
  static GrantObject object(Row row) {
    String type = row.getString("object_type");
    return type == null
        ? null
        : new GrantObject(
            WireNamed.of(ObjectType.class, type),
            row.getUUID("object_id"),
            row.getString("selector"));
  }
}
