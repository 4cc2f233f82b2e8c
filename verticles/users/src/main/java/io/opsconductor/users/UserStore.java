package io.opsconductor.users;

import io.opsconductor.contracts.users.ListUsers;
import io.opsconductor.contracts.users.UserFilter;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Users and their roles. One that is being made is invisible to every read. */
final class UserStore {
  private final Db db;

  UserStore(Db db) {
    this.db = db;
  }

  /** Takes the name; the user exists only once {@link #activate} was called. */
  Instant insertProvisioning(
      Tx tx, UUID id, UUID organizationId, String username, Collection<String> roles) {
    Instant createdAt =
        tx.one(UserSql.INSERT_PROVISIONING, UserStore::createdAt, id, organizationId, username)
            .orElseThrow();
    tx.execute(UserSql.INSERT_ROLES, id, roles.toArray(String[]::new));
    return createdAt;
  }

  /** Whether it was still there. */
  boolean activate(Tx tx, UUID id) {
    return tx.execute(UserSql.ACTIVATE, id) == 1;
  }

  /** Makes a user be nobody, and takes what was given to the user; the name stays taken. */
  void retire(Tx tx, UUID organizationId, UUID id) {
    tx.execute(UserSql.RETIRE, organizationId, id);
    tx.execute(UserSql.DELETE_GRANTS, organizationId, id);
    tx.execute(UserSql.DELETE_MEMBERSHIPS, organizationId, id);
    tx.execute(UserSql.DELETE_PREFERENCES, organizationId, id);
    tx.execute(UserSql.DELETE_ROLES, id);
  }

  void removeProvisioning(Tx tx, UUID id) {
    tx.execute(UserSql.DELETE_PROVISIONING, id);
  }

  /** Also of one that is being made. */
  List<String> roles(Tx tx, UUID id) {
    return tx.list(UserSql.SELECT_ROLES, row -> row.getString("role"), id);
  }

  Optional<UserRow> find(UUID id) {
    return db.one(UserSql.SELECT_ONE, UserStore::row, id);
  }

  /** Those who are neither users nor service accounts that may act, of any organization. */
  List<UUID> ended(Collection<UUID> ids) {
    return db.list(UserSql.ENDED, row -> row.getUUID("id"), (Object) ids.toArray(UUID[]::new));
  }

  Optional<UserRow> find(UUID organizationId, UUID id) {
    return find(db, organizationId, id);
  }

  Optional<UserRow> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(UserSql.SELECT_ONE_OF_ORGANIZATION, UserStore::row, organizationId, id);
  }

  /** The user, whom nobody else changes until the transaction ends. */
  Optional<UserRow> lock(Tx tx, UUID organizationId, UUID id) {
    tx.run(UserSql.LOCK, organizationId, id);
    return tx.one(UserSql.SELECT_ONE_OF_ORGANIZATION, UserStore::row, organizationId, id);
  }

  /** Writes all but name and roles. */
  void update(Tx tx, UserRow user) {
    tx.execute(UserSql.UPDATE, user.organizationId(), user.id(), user.enabled(), user.email());
  }

  /** Those that the user has and keeps stay marked as they are. */
  void setRoles(Tx tx, UUID id, Collection<String> roles) {
    tx.execute(UserSql.DELETE_OTHER_ROLES, id, roles.toArray(String[]::new));
    tx.execute(UserSql.INSERT_ROLES, id, roles.toArray(String[]::new));
  }

  /** In the order of creation, after the given one. */
  List<UserRow> list(UUID organizationId, UUID after, int limit, ListUsers filter) {
    return db.list(
        UserSql.SELECT_PART,
        UserStore::row,
        organizationId,
        after,
        limit,
        filter.username(),
        filter.role(),
        filter.enabled(),
        filter.team(),
        filter.search());
  }

  /** Those that {@link #list} shows with the same filter, in the order of creation. */
  List<UUID> matching(Sql sql, UUID organizationId, UserFilter filter, int limit) {
    return sql.list(
        UserSql.SELECT_IDS,
        row -> row.getUUID("id"),
        organizationId,
        null,
        limit,
        filter.username(),
        filter.role(),
        filter.enabled(),
        null,
        null);
  }

  /** To which {@link #backToSavepoint} goes back, until {@link #releaseSavepoint}. */
  static void markSavepoint(Tx tx) {
    tx.send(UserSql.SAVEPOINT);
  }

  /** Takes back what was written since. */
  static void backToSavepoint(Tx tx) {
    tx.send(UserSql.BACK_TO_SAVEPOINT);
  }

  static void releaseSavepoint(Tx tx) {
    tx.send(UserSql.RELEASE_SAVEPOINT);
  }

  /** Members of a team, in the order of their creation. */
  List<UserRow> members(UUID organizationId, UUID teamId, UUID after, int limit) {
    return db.list(UserSql.SELECT_MEMBERS, UserStore::row, organizationId, teamId, after, limit);
  }

  private static UserRow row(Row row) {
    return new UserRow(
        row.getUUID("id"),
        row.getUUID("organization_id"),
        row.getString("username"),
        row.getBoolean("enabled"),
        createdAt(row),
        List.of(row.getArrayOfStrings("roles")),
        row.getString("email"),
        row.getInteger("version"));
  }

  private static Instant createdAt(Row row) {
    OffsetDateTime time = row.getOffsetDateTime("created_at");
    return time.toInstant();
  }
}
