package io.opsconductor.users;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.EntrustServiceAccount;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Sql;
import io.opsconductor.platform.database.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who manages which service accounts: whoever may write service accounts those of the teams that
 * they are in, and who may write teams too, those of every team, also of one without members.
 */
final class AccountManagers {
  private static final String EVERY_TEAM = "team:write";

  private final Db db;

  AccountManagers(Db db) {
    this.db = db;
  }

  /** Whether the caller may have a token made that acts as the account. */
  ServiceAccountView entrust(EntrustServiceAccount request, Call call) {
    return db.transaction(
        tx -> {
          ServiceAccountView account = managed(tx, call, request.id());
          requireOwn(tx, account.id(), request.permissions(), call);
          return account;
        });
  }

  /**
   * The account that the caller manages, which nobody else changes until the transaction ends.
   *
   * @throws OpsException {@code not_found} or {@code forbidden}
   */
  static ServiceAccountView managed(Tx tx, Call call, UUID id) {
    ServiceAccountView account =
        ServiceAccountStore.lock(tx, call.organizationId(), id).orElseThrow(() -> unknown(id));
    requireManager(tx, call, account.teamId(), account.teamName());
    return account;
  }

  /**
   * That there is such a team, and the caller manages what it owns. The team stays until the
   * transaction ends.
   *
   * @throws OpsException {@code unknown_team} or {@code forbidden}
   */
  static void requireTeam(Tx tx, Call call, UUID teamId) {
    TeamView team =
        TeamStore.lock(tx, call.organizationId(), teamId)
            .orElseThrow(
                () -> {
                  String detail = "There is no team " + teamId;
                  return new OpsException(
                      ErrorCode.UNKNOWN_TEAM, detail, List.of(new FieldError("/teamId", detail)));
                });
    requireManager(tx, call, teamId, team.name());
  }

  private static void requireManager(Sql sql, Call call, UUID teamId, String teamName) {
    CallerContext.User caller = call.user();
    if (!caller.mayEverywhere(EVERY_TEAM)
        && !TeamStore.isMember(sql, caller.organizationId(), teamId, caller.id())) {
      throw new OpsException(
          ErrorCode.FORBIDDEN,
          "Service accounts of the team %s are managed by its members, and by who has the permission %s"
              .formatted(teamName, EVERY_TEAM));
    }
  }

  /**
   * That an API token of the account with these permissions does nothing that the caller may not do
   * everywhere.
   *
   * @throws OpsException {@code more_than_own}
   */
  static void requireOwn(Tx tx, UUID id, Collection<String> permissions, Call call) {
    Set<String> held = EntitlementStore.permissions(tx, call.organizationId(), id);
    Set<String> concerned = new TreeSet<>();
    if (permissions.contains(Permissions.ALL)) {
      concerned.addAll(held);
    } else {
      permissions.stream().filter(one -> Permissions.somewhere(held, one)).forEach(concerned::add);
    }
    NoMoreThanOwn.require(call.user(), concerned);
  }

  static OpsException unknown(UUID id) {
    return new OpsException(ErrorCode.NOT_FOUND, "There is no service account " + id);
  }
}
