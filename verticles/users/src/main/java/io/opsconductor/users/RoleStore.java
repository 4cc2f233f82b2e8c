package io.opsconductor.users;

import io.opsconductor.contracts.users.RoleInput;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The roles of an organization's own. */
final class RoleStore {
  private RoleStore() {}

  static void add(Tx tx, UUID organizationId, UUID id, RoleInput role, List<String> permissions) {
    tx.execute(
        RoleSql.INSERT, id, organizationId, role.name(), role.description(), array(permissions));
  }

  static Optional<RoleView> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(RoleSql.ONE, RoleStore::view, organizationId, id);
  }

  static Optional<RoleView> lock(Tx tx, UUID organizationId, UUID id) {
    return tx.one(RoleSql.LOCK_ONE, RoleStore::view, organizationId, id);
  }

  static List<RoleView> all(Sql sql, UUID organizationId, int limit) {
    return sql.list(RoleSql.ALL, RoleStore::view, organizationId, limit);
  }

  /** Those that exist; none of them is removed until the transaction ends. */
  static List<RoleView> keep(Tx tx, UUID organizationId, Collection<String> names) {
    return tx.list(RoleSql.LOCK_NAMED, RoleStore::view, organizationId, array(names));
  }

  static void update(
      Tx tx, UUID organizationId, UUID id, String description, List<String> permissions) {
    tx.execute(RoleSql.UPDATE, organizationId, id, description, array(permissions));
  }

  static List<String> uses(Tx tx, UUID organizationId, String name) {
    return tx.list(RoleSql.USES, row -> row.getString("name"), organizationId, name);
  }

  static void delete(Tx tx, UUID organizationId, UUID id) {
    tx.execute(RoleSql.DELETE, organizationId, id);
  }

  private static String[] array(Collection<String> texts) {
    return texts.toArray(String[]::new);
  }

  private static RoleView view(Row row) {
    return new RoleView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("description"),
        false,
        List.of(row.getArrayOfStrings("permissions")),
        row.getInteger("version"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
