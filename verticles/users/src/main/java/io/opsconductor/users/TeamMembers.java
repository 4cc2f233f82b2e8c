package io.opsconductor.users;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.platform.access.NoMoreThanOwn;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.UUID;

/**
 * Who is in which team. A member has what the team has, and is denied what it is denied, so that
 * both adding and removing ask for what the caller has.
 */
final class TeamMembers {
  private final Db db;
  private final UserStore users;
  private final Outbox outbox;

  TeamMembers(Db db, UserStore users, Outbox outbox) {
    this.db = db;
    this.users = users;
    this.outbox = outbox;
  }

  Empty add(TeamMember request, Call call) {
    db.transaction(tx -> add(tx, request, call));
    return Empty.INSTANCE;
  }

  /** False when the user is in the team already. */
  boolean add(Tx tx, TeamMember request, Call call) {
    return LastAdmin.keep(
        tx,
        call.organizationId(),
        () -> {
          TeamView team = concerned(tx, request, call);
          UserRow user = user(tx, request, call);
          Denials.requireOwnToJoin(tx, call, team.id(), user.id());
          boolean added = TeamStore.addMember(tx, call.organizationId(), team.id(), user.id());
          if (added) {
            tell(tx, call, "team.member_added", team, user, Change.made(member(user)));
          }
          return added;
        });
  }

  Empty remove(TeamMember request, Call call) {
    db.transaction(tx -> remove(tx, request, call));
    return Empty.INSTANCE;
  }

  /**
   * Always true.
   *
   * @throws OpsException {@code not_found} when the user is not in the team
   */
  boolean remove(Tx tx, TeamMember request, Call call) {
    TeamView team = concerned(tx, request, call);
    UserRow user = user(tx, request, call);
    if (!TeamStore.removeMember(tx, call.organizationId(), team.id(), user.id())) {
      throw new OpsException(
          ErrorCode.NOT_FOUND, user.username() + " is not in the team " + team.name());
    }
    tell(tx, call, "team.member_removed", team, user, Change.removed(member(user)));
    return true;
  }

  private static TeamView concerned(Tx tx, TeamMember request, Call call) {
    UUID organizationId = call.organizationId();
    TeamView team =
        TeamStore.lock(tx, organizationId, request.teamId())
            .orElseThrow(() -> Teams.unknown(request.teamId()));
    NoMoreThanOwn.require(
        call.user(),
        GivenRoles.permissions(tx, organizationId, TeamStore.roles(tx, organizationId, team.id())));
    return team;
  }

  private UserRow user(Tx tx, TeamMember request, Call call) {
    return users
        .find(tx, call.organizationId(), request.userId())
        .orElseThrow(
            () -> new OpsException(ErrorCode.NOT_FOUND, "There is no user " + request.userId()));
  }

  private static Map<String, Object> member(UserRow user) {
    return Map.of("member", user.username());
  }

  private void tell(Tx tx, Call call, String event, TeamView team, UserRow user, Change change) {
    outbox.add(
        tx,
        call,
        event,
        "team",
        team.id(),
        change
            .with("name", team.name())
            .with("userId", user.id())
            .with("username", user.username())
            .data());
  }
}
