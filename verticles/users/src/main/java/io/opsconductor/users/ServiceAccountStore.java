package io.opsconductor.users;

import io.opsconductor.contracts.users.ListServiceAccounts;
import io.opsconductor.contracts.users.ServiceAccountInput;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Service accounts and their roles. */
final class ServiceAccountStore {
  private ServiceAccountStore() {}

  static void add(Tx tx, UUID organizationId, UUID id, ServiceAccountInput account, String by) {
    tx.execute(
        ServiceAccountSql.INSERT,
        id,
        organizationId,
        account.teamId(),
        account.name(),
        account.description(),
        by);
    tx.execute(ServiceAccountSql.INSERT_ROLES, id, array(account.roles()));
  }

  static Optional<ServiceAccountView> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(ServiceAccountSql.ONE, ServiceAccountStore::view, organizationId, id);
  }

  /** Of any organization. */
  static Optional<Subject> findSubject(Sql sql, UUID id) {
    return sql.one(ServiceAccountSql.ONE_OF_ANY, ServiceAccountStore::subject, id);
  }

  /** The account, which nobody else changes until the transaction ends. */
  static Optional<ServiceAccountView> lock(Tx tx, UUID organizationId, UUID id) {
    tx.run(ServiceAccountSql.LOCK, organizationId, id);
    return find(tx, organizationId, id);
  }

  static List<ServiceAccountView> list(
      Sql sql, UUID organizationId, UUID after, ListServiceAccounts request) {
    return sql.list(
        ServiceAccountSql.LIST,
        ServiceAccountStore::view,
        organizationId,
        after,
        request.page().limit() + 1,
        request.name(),
        request.teamId(),
        request.enabled());
  }

  /** Writes what may change of it, but the roles. */
  static void update(Tx tx, UUID organizationId, ServiceAccountView account) {
    tx.execute(
        ServiceAccountSql.UPDATE,
        organizationId,
        account.id(),
        account.name(),
        account.description(),
        account.teamId(),
        account.enabled());
  }

  static void setRoles(Tx tx, UUID id, Collection<String> roles) {
    tx.execute(ServiceAccountSql.DELETE_ROLES, id);
    tx.execute(ServiceAccountSql.INSERT_ROLES, id, array(roles));
  }

  /** With its roles and grants. */
  static void delete(Tx tx, UUID organizationId, UUID id) {
    tx.execute(ServiceAccountSql.DELETE_GRANTS, organizationId, id);
    tx.execute(ServiceAccountSql.DELETE, organizationId, id);
  }

  static int count(Tx tx, UUID organizationId) {
    return tx.one(ServiceAccountSql.COUNT, row -> row.getInteger(0), organizationId).orElseThrow();
  }

  /** Names of some that the team owns. */
  static List<String> ofTeam(Tx tx, UUID organizationId, UUID teamId) {
    return tx.list(ServiceAccountSql.OF_TEAM, row -> row.getString("name"), organizationId, teamId);
  }

  private static String[] array(Collection<String> roles) {
    return roles.toArray(String[]::new);
  }

  private static Subject subject(Row row) {
    return new Subject(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        Subject.SERVICE_ACCOUNT + row.getString("name"),
        row.getBoolean("enabled"),
        List.of(row.getArrayOfStrings("roles")),
        true);
  }

  private static ServiceAccountView view(Row row) {
    return new ServiceAccountView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("description"),
        row.getUUID("team_id"),
        row.getString("team_name"),
        List.of(row.getArrayOfStrings("roles")),
        row.getBoolean("enabled"),
        row.getInteger("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("created_by"));
  }
}
