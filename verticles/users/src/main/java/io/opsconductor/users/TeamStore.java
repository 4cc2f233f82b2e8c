package io.opsconductor.users;

import io.opsconductor.contracts.users.ListTeams;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Teams and who is in them. */
final class TeamStore {
  private TeamStore() {}

  static void add(Tx tx, UUID organizationId, UUID id, TeamInput team) {
    tx.execute(TeamSql.INSERT, id, organizationId, team.name(), team.description());
  }

  static Optional<TeamView> find(Sql sql, UUID organizationId, UUID id) {
    return sql.one(TeamSql.ONE, TeamStore::view, organizationId, id);
  }

  /** The team, which nobody else changes until the transaction ends. */
  static Optional<TeamView> lock(Tx tx, UUID organizationId, UUID id) {
    tx.run(TeamSql.LOCK, organizationId, id);
    return find(tx, organizationId, id);
  }

  static List<TeamView> list(Sql sql, UUID organizationId, String after, ListTeams request) {
    return sql.list(
        TeamSql.LIST,
        TeamStore::view,
        organizationId,
        after,
        request.page().limit() + 1,
        request.name(),
        request.member());
  }

  static void update(Tx tx, UUID organizationId, UUID id, String name, String description) {
    tx.execute(TeamSql.UPDATE, organizationId, id, name, description);
  }

  static void delete(Tx tx, UUID organizationId, UUID id) {
    tx.execute(TeamSql.DELETE_GRANTS, organizationId, id);
    tx.execute(TeamSql.DELETE, organizationId, id);
  }

  /** False when somebody had put the user into it already. */
  static boolean addMember(Tx tx, UUID organizationId, UUID id, UUID userId) {
    return tx.execute(TeamSql.ADD_MEMBER, organizationId, id, userId) == 1;
  }

  static boolean removeMember(Tx tx, UUID organizationId, UUID id, UUID userId) {
    return tx.execute(TeamSql.REMOVE_MEMBER, organizationId, id, userId) == 1;
  }

  static boolean isMember(Sql sql, UUID organizationId, UUID id, UUID userId) {
    return sql.one(TeamSql.IS_MEMBER, row -> row.getBoolean(0), organizationId, id, userId)
        .orElseThrow();
  }

  static List<String> roles(Tx tx, UUID organizationId, UUID id) {
    return tx.list(TeamSql.ROLES, row -> row.getString("role"), organizationId, id);
  }

  private static TeamView view(Row row) {
    return new TeamView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("description"),
        row.getInteger("members"),
        row.getInteger("version"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
