package io.opsconductor.users;

import io.opsconductor.contracts.users.ListOrganizations;
import io.opsconductor.contracts.users.OrganizationInput;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationView;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Organizations and what they may have. */
final class OrganizationStore {
  private OrganizationStore() {}

  static void add(Tx tx, UUID id, OrganizationInput organization) {
    write(tx, OrganizationSql.INSERT, id, organization.name(), organization.limits());
  }

  static void update(Tx tx, UUID id, String name, OrganizationLimits limits) {
    write(tx, OrganizationSql.UPDATE, id, name, limits);
  }

  private static void write(
      Tx tx, String statement, UUID id, String name, OrganizationLimits limits) {
    tx.execute(
        statement,
        id,
        name,
        limits.users(),
        limits.targets(),
        limits.jobs(),
        limits.executions(),
        limits.serviceAccounts());
  }

  static Optional<OrganizationView> find(Sql sql, UUID id) {
    return sql.one(OrganizationSql.ONE, OrganizationStore::view, id);
  }

  /** The organization, which nobody else changes or adds users to until the transaction ends. */
  static Optional<OrganizationView> lock(Tx tx, UUID id) {
    return tx.one(OrganizationSql.LOCK, OrganizationStore::view, id);
  }

  static List<OrganizationView> list(Sql sql, UUID after, ListOrganizations request) {
    return sql.list(
        OrganizationSql.LIST,
        OrganizationStore::view,
        after,
        request.page().limit() + 1,
        request.name());
  }

  static int users(Tx tx, UUID id) {
    return tx.one(OrganizationSql.COUNT_USERS, row -> row.getInteger(0), id).orElseThrow();
  }

  private static OrganizationView view(Row row) {
    return new OrganizationView(
        row.getUUID("id"),
        row.getString("name"),
        new OrganizationLimits(
            row.getInteger("max_users"),
            row.getInteger("max_targets"),
            row.getInteger("max_jobs"),
            row.getInteger("max_executions"),
            row.getInteger("max_service_accounts")),
        row.getInteger("version"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
