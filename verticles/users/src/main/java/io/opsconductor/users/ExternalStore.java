package io.opsconductor.users;

import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What external directories give, marked as theirs. */
final class ExternalStore {
  private ExternalStore() {}

  /** False when there is a user with this id. */
  static boolean insert(Tx tx, UUID id, UUID organizationId, String username, String email) {
    return tx.execute(ExternalSql.INSERT_USER, id, organizationId, username, email) == 1;
  }

  /** What this one gives now. */
  static ExternalGifts gifts(Sql sql, UUID organizationId, UUID userId, String provider) {
    Set<String> roles =
        new TreeSet<>(sql.list(ExternalSql.ROLES, row -> row.getString("role"), userId, provider));
    return new ExternalGifts(
        roles, teams(sql, ExternalSql.TEAMS, organizationId, userId, provider));
  }

  /** Teams of these names, by their ids. */
  static Map<UUID, String> teams(Tx tx, UUID organizationId, Collection<String> names) {
    return teams(tx, ExternalSql.TEAMS_NAMED, organizationId, names.toArray(String[]::new));
  }

  private static Map<UUID, String> teams(Sql sql, String statement, Object... arguments) {
    Map<UUID, String> teams = new LinkedHashMap<>();
    sql.run(statement, arguments)
        .forEach(row -> teams.put(row.getUUID("id"), row.getString("name")));
    return teams;
  }

  /** From now on this one gives these and nothing else. */
  static void put(Tx tx, UUID organizationId, UUID userId, String provider, ExternalGifts gifts) {
    String[] roles = gifts.roles().toArray(String[]::new);
    UUID[] teams = gifts.teams().keySet().toArray(UUID[]::new);
    tx.execute(ExternalSql.TAKE_LAST_ROLES, userId, provider, roles);
    tx.execute(ExternalSql.TAKE_ROLES, userId, provider, roles);
    tx.execute(ExternalSql.GIVE_ROLES, userId, provider, roles);
    tx.execute(ExternalSql.TAKE_LAST_TEAMS, organizationId, userId, provider, teams);
    tx.execute(ExternalSql.TAKE_TEAMS, organizationId, userId, provider, teams);
    tx.execute(ExternalSql.GIVE_TEAMS, organizationId, userId, provider, teams);
    tx.execute(ExternalSql.CHANGED, organizationId, userId);
  }
}
